import { untyped } from "../values/make.ts";
import type { UnknownValue } from "../values/value.ts";
import { perhapsThrow } from "./lost-iterators.ts";
import type { Machine } from "./machine.ts";

/** A `try` waits for so many errors at most; all further ones are like them. */
const mostErrors = 64;

/**
 * Something throws where an unknown value turns out one way, and goes on where it turns out another: `JSON.parse(text)`. Where an
 * author catches that, both are followed. Inside of models that is left out: layers would look as if they were applied at times.
 */
export function perhapsFails(m: Machine, why: UnknownValue): void {
  const inner = m.tries.at(-1);
  if (inner === undefined || m.modelScope !== null || inner.errors >= mostErrors) return;
  // What fails in the same state again adds nothing.
  if (inner.clock === m.journal.clock) return;
  inner.errors += 1;
  perhapsThrow(m, why, untyped(why));
  inner.clock = m.journal.clock;
}

/** As `perhapsFails`, for what is done to an unknown thing. What a host has for every file can be relied on: `process.env`. */
export function perhapsLacks(m: Machine, thing: UnknownValue): void {
  if (m.tries.length > 0 && thing.isHost !== true) perhapsFails(m, thing);
}
