import type { Knobs, KnobsOf, KnobValues, WordedProblem } from "../../src/protocol/index.ts";

/** The numbers that there are. */
export interface KnobsInView extends Knobs {
  /** `ModelDocument.version` of the model that they are of. */
  readonly version: string;
  readonly of: KnobsOf;
}

/** What is tried, and what came of it last. */
export interface TrialInView {
  /** `ModelDocument.version` of the file's model. */
  readonly version: string;
  readonly of: KnobsOf;
  readonly values: KnobValues;
  /** Problems that the values bring about. */
  readonly problems: readonly WordedProblem[];
  /** Why the picture is not of these values, or why they were not written; null where all is well. */
  readonly reason: string | null;
}
