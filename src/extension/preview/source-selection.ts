import {
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { FileRange } from "../../base/index.ts";
import type { WordedProblem } from "../../protocol/index.ts";
import { editorOf } from "../model-files.ts";

/** The selection of an editor as the protocol has it. */
export function selectedSource({ document, selection }: TextEditor): FileRange {
  return {
    file: document.uri.toString(),
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  };
}

/** Selects a range of source in its editor, which is opened beside the preview where it is not visible. */
export async function revealSource(at: FileRange): Promise<void> {
  await select(Uri.parse(at.file), (text) => new Range(text.positionAt(at.start), text.positionAt(at.end)));
}

/** Puts the cursor at the start of a problem. */
export async function revealProblem({ file, line, column }: WordedProblem): Promise<void> {
  const position = new Position(line - 1, column - 1);
  await select(Uri.parse(file), (text) => text.validateRange(new Range(position, position)));
}

async function select(uri: Uri, rangeIn: (text: TextDocument) => Range): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const range = rangeIn(document);
  const editor =
    editorOf(uri) ??
    (await window.showTextDocument(document, { viewColumn: sourceColumn(), preserveFocus: true }));
  editor.selection = new Selection(range.start, range.end);
  // Its lines from where they begin: to show the end of a long one, the editor would scroll sideways.
  const lines = new Range(range.start.line, 0, range.end.line, 0);
  editor.revealRange(lines, TextEditorRevealType.InCenterIfOutsideViewport);
}

function sourceColumn(): ViewColumn {
  return window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.One;
}
