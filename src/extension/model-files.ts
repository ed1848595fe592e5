import { type TextDocument, type TextEditor, type Uri, window } from "vscode";
import { namesLibrary } from "../base/index.ts";
import { modelLanguages } from "./model-languages.ts";

/** Where documents are that can be sent to the server. The old side of a diff, for example, is not. */
const modelSchemes = ["file", "untitled", "vscode-vfs", "vscode-userdata", "vscode-remote"] as const;

/** The documents that are sent to the server. */
export const modelFiles = modelLanguages.flatMap((language) =>
  modelSchemes.map((scheme) => ({ language, scheme })),
);

/** Whether the document is code that mentions the block API. Only such a file starts the server. */
export function isModelFile(document: TextDocument): boolean {
  const { languageId, uri } = document;
  const known = modelFiles.some((filter) => filter.language === languageId && filter.scheme === uri.scheme);
  return known && namesLibrary(document.getText());
}

/** Whether the document has code with the block API that is not analysed: in Markdown or in a notebook's cell. */
export function isUnread(document: TextDocument): boolean {
  const isElsewhere = document.languageId === "markdown" || document.uri.scheme === "vscode-notebook-cell";
  return isElsewhere && namesLibrary(document.getText());
}

/** Whether a model can be written in the document. */
export function takesModels({ languageId }: TextDocument): boolean {
  return modelLanguages.some((language) => language === languageId);
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
