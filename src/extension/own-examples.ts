import { type ExtensionContext, type TextDocument, Uri, window, workspace } from "vscode";
import { exists } from "./files.ts";
import { putLibraryInto, versionIn } from "./library/workspace-library.ts";

/** The names of the bundled examples, such as `residual`. */
export async function exampleNames(context: ExtensionContext): Promise<readonly string[]> {
  const files = await workspace.fs.readDirectory(bundled(context));
  return files.map(([file]) => file).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
}

/**
 * Shows the author's own copy of an example, which is kept between sessions and has the library beside it, so that it
 * can be changed freely.
 */
export async function showExample(context: ExtensionContext, name: string): Promise<TextDocument> {
  const uri = await ownCopy(context, `${name}.ts`);
  const { document } = await window.showTextDocument(uri, { preview: false });
  return document;
}

/** Whether a file is a copy that `showExample` has made. */
export function isOwnExample(context: ExtensionContext, uri: Uri): boolean {
  return uri.toString().startsWith(`${copies(context).toString()}/`);
}

async function ownCopy(context: ExtensionContext, file: string): Promise<Uri> {
  const folder = copies(context);
  const copy = Uri.joinPath(folder, file);
  if (!(await exists(copy))) await copyWithCompanions(bundled(context), folder, file);
  if ((await versionIn(folder)) === undefined) await putLibraryInto(folder, context);
  return copy;
}

/** An example brings its weights and the names of its classes: `digits.safetensors` for `digits.ts`. */
async function copyWithCompanions(from: Uri, to: Uri, file: string): Promise<void> {
  const stem = file.replace(/ts$/, "");
  const names = (await workspace.fs.readDirectory(from)).map(([name]) => name);
  for (const name of names.filter((one) => one.startsWith(stem))) {
    await workspace.fs.copy(Uri.joinPath(from, name), Uri.joinPath(to, name), { overwrite: true });
  }
}

function copies({ globalStorageUri }: ExtensionContext): Uri {
  return Uri.joinPath(globalStorageUri, "examples");
}

function bundled({ extensionUri }: ExtensionContext): Uri {
  return Uri.joinPath(extensionUri, "media/examples");
}
