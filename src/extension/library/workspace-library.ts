import { type ExtensionContext, Uri, window, workspace } from "vscode";

/**
 * Makes the block API a package of the author's workspace, so that TypeScript can complete and check it. The analysis
 * does not need this. The files come with the extension, so nothing is downloaded.
 */
export async function putLibraryInto(folder: Uri, context: ExtensionContext): Promise<void> {
  const source = Uri.joinPath(context.extensionUri, "dist/lib");
  await workspace.fs.copy(source, libraryIn(folder), { overwrite: true });
}

/** Asks once for each workspace whether to put the library there, and remembers the answer. */
export async function offerLibrary(folder: Uri, context: ExtensionContext): Promise<void> {
  if (context.workspaceState.get<boolean>(askedKey) || (await versionIn(folder)) !== undefined) return;
  const add = "Add Library";
  const answer = await window.showInformationMessage(
    "Put the block library into this workspace's node_modules, so that TypeScript completes and checks your models? " +
      "Shapes, preview and runs work without it.",
    add,
    "Not Now",
  );
  if (answer === undefined) return;
  await context.workspaceState.update(askedKey, true);
  if (answer === add) await putLibraryInto(folder, context);
}

/** Updates a library that an older version of the extension put there. One from npm is left alone. */
export async function refreshLibraries(context: ExtensionContext): Promise<void> {
  const own = manifestVersion(context.extension.packageJSON);
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const version = await versionIn(uri);
    if (version === undefined || version === own || !(await isOurs(uri))) continue;
    await putLibraryInto(uri, context);
  }
}

/** The version of the library in a folder; undefined if there is none. */
export async function versionIn(folder: Uri): Promise<string | undefined> {
  const manifest = await readJson(Uri.joinPath(libraryIn(folder), "package.json"));
  return manifestVersion(manifest);
}

const askedKey = "library.asked";

function libraryIn(folder: Uri): Uri {
  return Uri.joinPath(folder, "node_modules/cnn-blocks");
}

/** The package from npm names its command; the copy that we put there has none. */
async function isOurs(folder: Uri): Promise<boolean> {
  const manifest = await readJson(Uri.joinPath(libraryIn(folder), "package.json"));
  return typeof manifest === "object" && manifest !== null && !("bin" in manifest);
}

async function readJson(uri: Uri): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    // Missing, or not a manifest: either way there is no library here.
    return undefined;
  }
}

function manifestVersion(manifest: unknown): string | undefined {
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) return undefined;
  return typeof manifest.version === "string" ? manifest.version : undefined;
}
