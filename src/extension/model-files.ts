import { type TextDocument, type TextEditor, type Uri, window } from "vscode";

/** Which documents the server is told of. A comparison's older side, for one, is none of them. */
export const modelFiles = [
  { language: "typescript", scheme: "file" },
  { language: "typescript", scheme: "untitled" },
  { language: "typescript", scheme: "vscode-vfs" },
  { language: "typescript", scheme: "vscode-userdata" },
] as const;

/** Whether the document is TypeScript that speaks of the block API. The server is not started for any other. */
export function isModelFile(document: TextDocument): boolean {
  const { languageId, uri } = document;
  const known = modelFiles.some((filter) => filter.language === languageId && filter.scheme === uri.scheme);
  return known && /["']cnn-blocks["']/.test(document.getText());
}

/** The editor that a command without an argument speaks of: the active one, else one in sight. */
export function modelEditor(): TextEditor | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor !== undefined && isModelFile(editor.document));
}

/** The visible editor of a document. */
export function editorOf(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
}
