import {
  Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { FileRange } from "../../base/index.ts";
import { editorOf } from "../model-files.ts";

/** Where the cursor of an editor stands, in the words of the protocol. */
export function selectedSource({ document, selection }: TextEditor): FileRange {
  return {
    file: document.uri.toString(),
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  };
}

/** Selects a stretch of source in its editor, which is opened beside the preview where it is not in sight. */
export async function revealSource(at: FileRange): Promise<void> {
  const uri = Uri.parse(at.file);
  const document = await workspace.openTextDocument(uri);
  const range = new Range(document.positionAt(at.start), document.positionAt(at.end));
  const editor =
    editorOf(uri) ??
    (await window.showTextDocument(document, { viewColumn: sourceColumn(), preserveFocus: true }));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function sourceColumn(): ViewColumn {
  return window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
}
