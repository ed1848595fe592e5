import type { App } from "../app.ts";
import type { Contribution } from "./contribution.ts";

/**
 * A command of the palette, of a menu or of a code lens. Its file is named after it and touches nothing of VS Code
 * while it loads, because the build loads it to read the contribution.
 */
export interface Command extends Contribution {
  /** Asks the author for arguments that are left out. Arguments come from anywhere, so they are checked here. */
  run(app: App, ...args: readonly unknown[]): Promise<unknown>;
}
