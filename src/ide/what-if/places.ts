import type { NumberPlace } from "../../analyzer/index.ts";

/** A size of an assumed input: a comment that states the input has to be written for it. */
export interface InputPlace {
  readonly kind: "assumed";
  /** Where the comment goes: the start of a line. */
  readonly at: number;
  readonly input: number;
  readonly axis: number;
  /** All inputs as they are assumed. */
  readonly shapes: readonly (readonly (number | string)[])[];
}

/** A number that is looked for, with the places it is written to. */
export interface FoundNumber {
  readonly name: string;
  readonly value: number | null;
  readonly places: readonly [NumberPlace | InputPlace, ...(NumberPlace | InputPlace)[]];
}
