import type { FileRange } from "../../base/index.ts";
import type { Problem, ProblemCode } from "../../problems/index.ts";
import type { LintedModel } from "./linted-model.ts";

/** What one design lint says of one model. */
export type Finding = Problem & { readonly at: FileRange };

/** A rule about how a model is made, which runs all the same. One file a lint, one line in `index.ts`. */
export interface Lint {
  readonly code: ProblemCode;
  find(model: LintedModel): readonly Finding[];
}
