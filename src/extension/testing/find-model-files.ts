import { type Uri, workspace } from "vscode";
import { namesLibrary } from "../../base/index.ts";

/** Files of a workspace that are looked into at the most. */
const most = 2000;

/** The files of the workspace that name the library, outside of packages. */
export async function findModelFiles(): Promise<readonly Uri[]> {
  const all = await workspace.findFiles(
    "**/*.{ts,tsx,mts,js,jsx,mjs}",
    "**/{node_modules,dist,out}/**",
    most,
  );
  const named = await Promise.all(all.map(readNames));
  return all.filter((_, index) => named[index]);
}

/** A file that cannot be read names nothing. */
async function readNames(uri: Uri): Promise<boolean> {
  return workspace.fs.readFile(uri).then(
    (bytes) => namesLibrary(new TextDecoder().decode(bytes)),
    () => false,
  );
}
