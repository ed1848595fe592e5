import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

/** The built-in extensions of a VS Code that someone who writes TypeScript meets. */
const wanted = [
  ...["typescript-basics", "javascript", "typescript-language-features"],
  ...["json", "json-language-features", "markdown-basics", "markdown-language-features"],
  ...["ipynb", "theme-defaults", "theme-seti"],
];

/**
 * A folder of links to these alone. The other ninety, from Clojure to Copilot, are scanned and sent to the window at every start,
 * which takes a tenth of the time of tests that open windows.
 */
export async function linkBuiltInExtensions(all: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // They share packages by `node_modules` beside them.
  for (const name of [...wanted, "node_modules"]) await symlink(join(all, name), join(folder, name), "dir");
  return folder;
}
