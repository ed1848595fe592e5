import type { PlacedProblem } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { ProblemCode } from "../../problems/index.ts";
import type { View } from "../view/view.ts";

/** A small edit that mends a problem. One file an action, one line in `index.ts`. */
export interface CodeAction<C extends ProblemCode> extends AnyCodeAction {
  readonly fixes: readonly C[];
  offer(view: View, problem: ProblemToMend<C>): Offer | null;
}

export interface AnyCodeAction {
  /** The file's name. */
  readonly id: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** Codes of the problems that it may mend. */
  readonly fixes: readonly ProblemCode[];
  /** Its documentation and its first test: the whole file before and after. */
  readonly example: { readonly before: string; readonly after: string };
  /** The edit for one problem with such a code; null where it would not be right. */
  offer(view: View, problem: PlacedProblem): Offer | null;
}

/** A problem with one of these codes, and so with their data. */
export type ProblemToMend<C extends ProblemCode> = Extract<PlacedProblem, { readonly code: C }>;

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
