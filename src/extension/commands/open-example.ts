import { Uri, window, workspace } from "vscode";
import type { App } from "../app.ts";
import { putLibraryInto, versionIn } from "../library/workspace-library.ts";
import type { Command } from "./command.ts";
import { asText } from "./target.ts";

/**
 * Argument: an example's name, such as `residual`. Opens the author's own copy of it, which is kept between sessions
 * and has the library beside it, so that it can be changed freely. Returns the copy's address.
 */
export const openExample: Command = {
  id: "cnnBlocks.openExample",
  title: "Open Example…",
  icon: "book",
  summary: "Opens your own copy of one of the bundled examples.",
  async run(app, wanted) {
    const name = asText(wanted) ?? (await pickExample(app));
    if (name === undefined) return undefined;
    const uri = await ownCopy(app, `${name}.ts`);
    await window.showTextDocument(uri, { preview: false });
    return uri;
  },
};

async function pickExample({ context }: App): Promise<string | undefined> {
  const files = await workspace.fs.readDirectory(examplesOf(context.extensionUri));
  const names = files.map(([file]) => file).filter((file) => file.endsWith(".ts"));
  return window.showQuickPick(
    names.map((file) => file.replace(/\.ts$/, "")),
    { title: "Open Example" },
  );
}

async function ownCopy({ context }: App, file: string): Promise<Uri> {
  const folder = Uri.joinPath(context.globalStorageUri, "examples");
  const copy = Uri.joinPath(folder, file);
  const present = await workspace.fs.stat(copy).then(
    () => true,
    () => false,
  );
  if (!present) await workspace.fs.copy(Uri.joinPath(examplesOf(context.extensionUri), file), copy);
  if ((await versionIn(folder)) === undefined) await putLibraryInto(folder, context);
  return copy;
}

function examplesOf(extension: Uri): Uri {
  return Uri.joinPath(extension, "media/examples");
}
