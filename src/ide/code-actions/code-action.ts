import type { PlacedProblem } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { ProblemCode } from "../../problems/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";

/** A small edit that mends a problem. One file an action, one line in `index.ts`. */
export interface CodeAction<C extends ProblemCode> extends AnyCodeAction {
  readonly fixes: readonly C[];
  offers(sources: AnalysisSources, problem: ProblemToMend<C>): readonly Offer[];
}

export interface AnyCodeAction {
  /** The file's name. */
  readonly id: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** Codes of the problems that it may mend. */
  readonly fixes: readonly ProblemCode[];
  /** Set if **Fix all** applies its preferred offers. */
  readonly isInFixAll?: true;
  /** Its documentation and its first test: the whole file before and after. */
  readonly example: { readonly before: string; readonly after: string };
  /**
   * Edits that may fix one problem with such a code, the likeliest first. Each is tried before it is shown
   * (`tried.ts`), so an action may propose edits that do not always work.
   */
  offers(sources: AnalysisSources, problem: PlacedProblem): readonly Offer[];
}

/** A problem with one of these codes, and so with their data. */
export type ProblemToMend<C extends ProblemCode> = Extract<PlacedProblem, { readonly code: C }>;

export interface Offer {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is what nearly everybody means, so that an editor may apply it unasked. */
  readonly preferred: boolean;
  /**
   * Set where it only writes in the library's words what is clearly meant. Such a fix is right even if it
   * uncovers further problems.
   */
  readonly isSpelling?: true;
}

export interface TextEdit {
  readonly at: FileRange;
  readonly text: string;
}
