import type { FileRange, Range } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";

/**
 * A change of the design, or of the way it is written, at a place that the author selects. One file each, one
 * line in `index.ts`.
 */
export interface Refactoring {
  /** The file's name. */
  readonly id: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** The heading under which an editor lists it. */
  readonly kind: "refactor.rewrite" | "refactor.extract" | "refactor.inline";
  /** Whether the models compute the same afterwards, or only have outputs of the same shapes. */
  readonly keeps: "computation" | "shapes";
  /**
   * Its documentation and its first test: the whole file before, with a mark at the cursor or two around the
   * selection, and after.
   */
  readonly example: { readonly before: string; readonly after: string };
  /** The changes that make sense at a selection of the file, before they have been tried. */
  proposals(sources: AnalysisSources, selection: Range): readonly Proposal[];
}

export interface Proposal {
  readonly title: string;
  /**
   * Several ways to write the change, the best first. The first that keeps what the refactoring promises is
   * offered.
   */
  readonly ways: readonly (readonly TextEdit[])[];
  /** The construction whose parameters before and after the title shows. */
  readonly counted?: FileRange;
  /** What the parameters that it adds are for, where the title shows how many: `for the projection`. */
  readonly addedFor?: string;
  /** Set where the change is only worth making if it saves parameters. */
  readonly mustSave?: true;
}
