import type { ModelBeside, ModelDocument } from "../../src/protocol/index.ts";
import type { ModelView } from "../model/model-view.ts";

/** What the model in view is compared with. */
export interface BesideInView {
  /** `ModelSummary.id` of another model of the file; null for the last commit. */
  readonly other: string | null;
  /** Undefined until the host has answered first; a sentence where there is nothing to compare with. */
  readonly found: FoundBeside | string | undefined;
}

export interface FoundBeside extends ModelBeside<ModelDocument> {
  /** `ModelDocument.version` of the model in view that it was compared with. */
  readonly version: string;
  readonly view: ModelView;
}
