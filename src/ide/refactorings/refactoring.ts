import type { FileRange, Range } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";

/** A change of the design, or of how it is written, at a place that the author selects. One file each, one line in `index.ts`. */
export interface Refactoring {
  /** The file's name. */
  readonly id: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** Where an editor lists it. */
  readonly kind: "refactor.rewrite" | "refactor.extract" | "refactor.inline";
  /** Whether the models compute what they did, or only have outputs of the same shapes. */
  readonly keeps: "computation" | "shapes";
  /** Its documentation and its first test: the whole file before, with a mark at the cursor, and after. */
  readonly example: { readonly before: string; readonly after: string };
  /** What may be done at a selection of the file, each in the ways that it can be written, the best first. */
  proposals(sources: AnalysisSources, selection: Range): readonly Proposal[];
}

export interface Proposal {
  readonly title: string;
  /** Edits of the file, one way after the other. The first one that keeps what the refactoring promises is offered. */
  readonly ways: readonly (readonly TextEdit[])[];
  /** The construction whose parameters the title counts, before and after. */
  readonly counted?: FileRange;
  /** Set where it only makes sense if there are fewer parameters then. */
  readonly mustSave?: true;
}
