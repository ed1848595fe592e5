import { type TextDocument, Uri, window, workspace } from "vscode";
import { modelEditor } from "../model-files.ts";

/** The document that a command works on: the given one, otherwise a visible one. Tells the author if there is none. */
export async function targetDocument(given: unknown): Promise<TextDocument | undefined> {
  const uri = asUri(given);
  if (uri !== undefined) return workspace.openTextDocument(uri);
  const document = modelEditor()?.document;
  if (document === undefined) {
    void window.showInformationMessage('Open a TypeScript file that imports "cnn-blocks" first.');
  }
  return document;
}

/** Code lenses pass text, menus pass a `Uri`. */
function asUri(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  return typeof given === "string" ? Uri.parse(given) : undefined;
}

export function asText(given: unknown): string | undefined {
  return typeof given === "string" ? given : undefined;
}
