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
  if (!(await exists(copy))) await workspace.fs.copy(Uri.joinPath(bundled(context), file), copy);
  if ((await versionIn(folder)) === undefined) await putLibraryInto(folder, context);
  return copy;
}

function copies({ globalStorageUri }: ExtensionContext): Uri {
  return Uri.joinPath(globalStorageUri, "examples");
}

function bundled({ extensionUri }: ExtensionContext): Uri {
  return Uri.joinPath(extensionUri, "media/examples");
}
