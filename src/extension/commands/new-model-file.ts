import { Uri, window, workspace } from "vscode";
import type { App } from "../app.ts";
import { exists } from "../files.ts";
import { currentFolder } from "../library/workspace-folder.ts";
import { offerLibrary, putLibraryInto } from "../library/workspace-library.ts";
import type { Command } from "./command.ts";
import { asText } from "./target.ts";

/**
 * Arguments: the file's name, and whether to put the library into the workspace; without them, the command asks.
 * Returns the file's address.
 */
export const newModelFile: Command = {
  id: "cnnBlocks.newModelFile",
  title: "New Model File",
  icon: "new-file",
  summary: "Creates a file with a small model, and offers to add the library to the workspace.",
  menus: {
    "file/newFile": [{ group: "file" }],
  },
  async run({ context }, name, library) {
    const folder = currentFolder();
    const text = await readTemplate(context);
    if (folder === undefined) return showUntitled(text);
    const file = asText(name) ?? (await askName(folder));
    if (file === undefined) return undefined;
    const uri = Uri.joinPath(folder, file);
    if (!(await exists(uri))) await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    // In a tab of its own, which the next file does not replace.
    await window.showTextDocument(uri, { preview: false });
    if (library === true) await putLibraryInto(folder, context);
    // Do not make the command wait for the answer.
    if (library === undefined) void offerLibrary(folder, context);
    return uri;
  },
};

async function readTemplate({ extensionUri }: App["context"]): Promise<string> {
  const uri = Uri.joinPath(extensionUri, "media/snippets/new-model.ts");
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

async function showUntitled(content: string): Promise<Uri> {
  const document = await workspace.openTextDocument({ language: "typescript", content });
  await window.showTextDocument(document);
  return document.uri;
}

function askName(folder: Uri): Thenable<string | undefined> {
  const value = "model.ts";
  return window.showInputBox({
    title: "New Model File",
    prompt: "The file's path in the workspace",
    value,
    valueSelection: [0, value.lastIndexOf(".")],
    async validateInput(path) {
      if (!/[^/\\]\.ts$/.test(path)) return "The name of a model file must end in .ts.";
      return (await exists(Uri.joinPath(folder, path))) ? "A file with this name already exists." : undefined;
    },
  });
}
