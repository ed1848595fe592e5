import type { Mutable } from "./mutable.ts";
import type { Made } from "./value.ts";

/** What a call reads and changes of things that are older than the call. */
export interface Watch {
  readonly start: number;
  /** How many watches had been opened by then. */
  readonly watches: number;
  readonly reads: Set<Mutable>;
  /** Whether it changed such a thing, or had another effect that is lost if the call does not run again. */
  hasEffects: boolean;
  /**
   * Whether a recipe will be written of the call. It repeats which modules were made and which ops were applied.
   */
  readonly isRecipe: boolean;
  /** What it may change of older things: a recipe will repeat that. */
  readonly mayChange: ReadonlySet<Mutable>;
  /** The tensors that layers keep since. */
  readonly kept: NewlyKept[];
  readonly outer: Watch | null;
}

/** Of a call of which a recipe will be written: what it may change. */
export interface WatchedRecipe {
  readonly mayChange: ReadonlySet<Mutable>;
}

/** A tensor that a layer keeps, and the time of the journal from which on it does. */
export interface NewlyKept {
  readonly made: Made;
  readonly since: number;
}
