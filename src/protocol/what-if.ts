import type { Range } from "../base/index.ts";
import type { ModelDocument, WordedProblem } from "./document.ts";

/** A number of a model that can be tried: a size of its input, or an argument of a construction. */
export interface Knob {
  /** The same as long as the text before its place is. */
  readonly id: string;
  /** What it belongs to: `input`, `Net`, `layer1.conv`. */
  readonly group: string;
  /** `batch`, `width`, `depths[1]`. */
  readonly name: string;
  /** As the file has it. */
  readonly value: number;
  /** Where Apply writes a new one: `line 12`, `const width, line 3`. */
  readonly place: string;
}

export interface Knobs {
  readonly knobs: readonly Knob[];
  /** Why numbers that one may look for cannot be changed here, as sentences. */
  readonly notes: readonly string[];
}

/** New values, by `Knob.id`. */
export type KnobValues = Readonly<Record<string, number>>;

/** Names the numbers of one model, and of some of its modules beside its own. */
export interface KnobsOf {
  /** `ModelSummary.id`. */
  readonly model: string;
  /** Paths of modules of the model. */
  readonly modules: readonly string[];
}

/** What a model would be with other numbers. Places are those of the text as it is. */
export interface Trial<M = ModelDocument> {
  /** Null where there would be no such model. */
  readonly model: M | null;
  /** Those that the numbers bring about. */
  readonly problems: readonly WordedProblem[];
  /** Why there is no model, where no problem says it. */
  readonly reason: string | null;
}

/** An edit of a text. */
export interface TextChange extends Range {
  /** What stands there now. */
  readonly before: string;
  readonly text: string;
}
