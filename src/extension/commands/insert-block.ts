import {
  QuickPickItemKind,
  SnippetString,
  type TextEditor,
  type TextEditorEdit,
  window,
  workspace,
} from "vscode";
import type { InsertedBlock } from "../../protocol/index.ts";
import { blockSnippets, type CodeSnippet, codeSnippets, netSnippets } from "../../words/index.ts";
import type { App } from "../app.ts";
import { lastModelFile } from "../last-model-file.ts";
import { modelEditor, takesModels } from "../model-files.ts";
import type { Command } from "./command.ts";
import { asText } from "./target.ts";
import { inModelFile } from "./when.ts";

/** Argument: the class name of a block or net. Writes it as the author's own code at the cursor, with its imports. */
export const insertBlock: Command = {
  id: "cnnBlocks.insertBlock",
  title: "Insert Block…",
  icon: "add",
  summary: "Writes the code of a named block, or of a whole net, into the file.",
  enablement: "!editorReadonly",
  menus: {
    "editor/context": [{ when: inModelFile, group: "z_cnnBlocks@4" }],
  },
  async run(app, wanted) {
    const block = await chooseBlock(asText(wanted));
    if (block) await insert(app, await editorToWriteIn(app), block);
  },
};

async function chooseBlock(wanted: string | undefined): Promise<CodeSnippet | undefined> {
  if (wanted !== undefined) return codeSnippets.find(({ name }) => name === wanted);
  const items = [
    ...blockSnippets.map(itemOf),
    { label: "Whole nets", kind: QuickPickItemKind.Separator, snippet: undefined },
    ...netSnippets.map(itemOf),
  ];
  return (await window.showQuickPick(items, { title: "Insert Block", matchOnDetail: true }))?.snippet;
}

function itemOf(snippet: CodeSnippet) {
  return { label: snippet.name, detail: snippet.summary, snippet };
}

/** The active editor, the one in sight, the last model file, or a new one. */
async function editorToWriteIn({ context }: App): Promise<TextEditor> {
  const active = window.activeTextEditor;
  if (active !== undefined && takesModels(active.document)) return active;
  const uri = modelEditor()?.document.uri ?? (await lastModelFile(context));
  const document =
    uri === undefined
      ? workspace.openTextDocument({ language: "typescript" })
      : workspace.openTextDocument(uri);
  return window.showTextDocument(await document);
}

async function insert(app: App, editor: TextEditor, block: CodeSnippet): Promise<void> {
  const { document, selection } = editor;
  const text = document.getText();
  const request = { text, line: selection.active.line, name: block.name };
  const { imports, at, snippet } = await app.server.request("cnnBlocks/insertBlock", request);
  // The author may have gone on typing meanwhile.
  if (document.getText() !== text) return insert(app, editor, block);
  await addImports(editor, imports);
  await editor.insertSnippet(new SnippetString(snippet), document.positionAt(at), {
    undoStopBefore: imports.length === 0,
    undoStopAfter: true,
  });
}

async function addImports(editor: TextEditor, imports: InsertedBlock["imports"]): Promise<void> {
  if (imports.length === 0) return;
  const places = imports.map(({ at, text }) => ({ position: editor.document.positionAt(at), text }));
  const insertAll = (builder: TextEditorEdit): void => {
    for (const { position, text } of places) builder.insert(position, text);
  };
  await editor.edit(insertAll, { undoStopBefore: true, undoStopAfter: false });
}
