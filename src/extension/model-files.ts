import { type TextDocument, type TextEditor, type Uri, window } from "vscode";
import { namesLibrary } from "../base/index.ts";

/** The documents that are sent to the server. The old side of a diff, for example, is not. */
export const modelFiles = [
  { language: "typescript", scheme: "file" },
  { language: "typescript", scheme: "untitled" },
  { language: "typescript", scheme: "vscode-vfs" },
  { language: "typescript", scheme: "vscode-userdata" },
] as const;

/** Whether the document is TypeScript that mentions the block API. Only such a file starts the server. */
export function isModelFile(document: TextDocument): boolean {
  const { languageId, uri } = document;
  const known = modelFiles.some((filter) => filter.language === languageId && filter.scheme === uri.scheme);
  return known && namesLibrary(document.getText());
}

/** The editor that a command works on when it has no argument: the active one, otherwise any visible one. */
export function modelEditor(): TextEditor | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor !== undefined && isModelFile(editor.document));
}

/** The visible editor of a document. */
export function editorOf(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
}
