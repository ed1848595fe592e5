import type { Problem } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { DiagnosticCode } from "../diagnostics/index.ts";
import type { View } from "../view/view.ts";

/** A small edit that mends a fault. One file an action, one line in `index.ts`. */
export interface CodeAction {
  /** The file's name. */
  readonly id: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** Codes of the problems that it may mend. */
  readonly fixes: readonly DiagnosticCode[];
  /** Its documentation and its first test: the whole file before and after. */
  readonly example: { readonly before: string; readonly after: string };
  /** The edit for one problem; null where it would not be right. */
  offer(view: View, problem: Problem): Offer | null;
}

export interface Offer {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is what nearly everybody means, so that an editor may apply it unasked. */
  readonly preferred: boolean;
}

export interface TextEdit {
  readonly at: FileRange;
  readonly text: string;
}
