import { Position, Range, SnippetString, type TextEditor, Uri, window, workspace } from "vscode";
import type { App } from "../app.ts";
import { asSnippet } from "../snippets/as-snippet.ts";
import { type BlockSnippet, blockSnippets } from "../snippets/block-snippets.ts";
import { freePlace } from "../snippets/free-place.ts";
import { importEdit, importedNames, withoutImports } from "../snippets/imports.ts";
import type { Command } from "./command.ts";
import { asText } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Argument: a block's class name. Writes the block as the author's own code at the cursor, with its imports. */
export const insertBlock: Command = {
  id: "cnnBlocks.insertBlock",
  title: "Insert Block…",
  icon: "add",
  summary: "Writes the code of a named block into the file.",
  enablement: "editorLangId == typescript && !editorReadonly",
  menus: {
    "editor/context": [{ when: inModelFile, group: "z_cnnBlocks@4" }],
  },
  async run(app, wanted) {
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== "typescript") {
      void window.showInformationMessage(
        "Open a TypeScript file first: the block is inserted at its cursor.",
      );
      return;
    }
    const block = await chooseBlock(asText(wanted));
    if (block) await insert(app, editor, block);
  },
};

async function chooseBlock(wanted: string | undefined): Promise<BlockSnippet | undefined> {
  if (wanted !== undefined) return blockSnippets.find(({ name }) => name === wanted);
  const items = blockSnippets.map((block) => ({ label: block.name, detail: block.summary, block }));
  return (await window.showQuickPick(items, { title: "Insert Block", matchOnDetail: true }))?.block;
}

async function insert({ context }: App, editor: TextEditor, { file, name }: BlockSnippet): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, "media/snippets", file));
  const source = new TextDecoder().decode(bytes);
  await addImports(editor, importedNames(source));
  const lines = editor.document.getText().split(/\r?\n/);
  const { line, character, before, after } = freePlace(lines, editor.selection.active.line);
  const snippet = new SnippetString(before + asSnippet(withoutImports(source), name) + after);
  await editor.insertSnippet(snippet, new Position(line, character), {
    undoStopBefore: false,
    undoStopAfter: true,
  });
}

async function addImports(editor: TextEditor, names: readonly string[]): Promise<void> {
  const { document } = editor;
  const edit = importEdit(document.getText(), names);
  if (edit === undefined) return;
  const range = new Range(document.positionAt(edit.start), document.positionAt(edit.end));
  await editor.edit((builder) => builder.replace(range, edit.text), {
    undoStopBefore: true,
    undoStopAfter: false,
  });
}
