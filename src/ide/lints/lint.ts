import type { FileRange } from "../../base/index.ts";
import type { Problem } from "../../problems/index.ts";
import type { Settings } from "../../settings/index.ts";
import type { LintedModel } from "./linted-model.ts";

/** What one design lint says of one model. */
export type Finding = Problem & { readonly at: FileRange };

/** A rule about how a model is made, which runs all the same. One file a lint, one line in `index.ts`. */
export interface Lint {
  /** One that a setting switches off. */
  readonly code: Settings["lints"]["off"][number];
  find(model: LintedModel): readonly Finding[];
  /** Places of which it must say nothing, whatever it finds in other models, since this model needs what is there. */
  needed?(model: LintedModel): readonly FileRange[];
}
