import type { App } from "../app.ts";

/** A command of the palette, of a menu or of a code lens. Its file is named after it. */
export interface Command {
  /** As in package.json, which has its title, its icon and where it is offered. */
  readonly id: `cnnBlocks.${string}`;
  /** What is left out is asked for. Arguments come from anywhere, so they are checked here. */
  run(app: App, ...args: readonly unknown[]): Promise<unknown>;
}
