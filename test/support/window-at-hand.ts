import type { Page } from "playwright-core";

/** A bundled suite has modules of its own, so this is kept where it and the process that runs it both find it. */
const key = Symbol.for("cnn-blocks.window");

/** Has the suites of this process drive this window. */
export function handOver(window: Page): void {
  Object.assign(globalThis, { [key]: window });
}

/**
 * The window that this process has open. To take hold of one again by its debugging port is dear: whoever holds a window is told
 * all that it says to its server and hears from it.
 */
export function windowAtHand(): Page | undefined {
  return (globalThis as { [key]?: Page })[key];
}
