import { noteUnrepeatable } from "../../values/journal.ts";
import { unknownValue, untyped } from "../../values/make.ts";
import { askRestricted, perhapsForbidden } from "../../values/restrictions.ts";
import type { UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { Thrown } from "../stops.ts";
import { forkMaybe } from "./fork.ts";

/** A `try` waits for so many errors at most; all further ones are like them. */
const mostErrors = 64;

/**
 * Something that throws for some values and not for others, such as `JSON.parse(text)`, is given an unknown one. If the author
 * catches the error, both ways are followed. Not inside a model: its layers would look as if they were applied only at times.
 */
export function perhapsFails(m: Machine, why: UnknownValue): void {
  // Recipes are written outside of every `try`, where this has no effect, and followed inside one.
  noteUnrepeatable(m.journal.watch);
  const inner = m.tries.at(-1);
  if (inner === undefined || m.modelScope !== null || inner.errors >= mostErrors) return;
  // The clock rises with every change, so nothing has changed since: a further error would leave the same behind.
  if (inner.clock === m.journal.clock) return;
  inner.errors += 1;
  forkMaybe(m, why, () => {
    throw new Thrown(untyped(why), false, null, true);
  });
  inner.clock = m.journal.clock;
}

/**
 * The same where an unknown thing is called, or asked for a member: it may be undefined. What every host has is there, and so are
 * the members of texts and numbers.
 */
export function perhapsRefuses(m: Machine, thing: UnknownValue): void {
  if (thing.host === undefined && thing.type === undefined) perhapsFails(m, thing);
}

/** The same where a condition decides what a thing is, and the host refuses some of the options. */
export function perhapsIsRefused(m: Machine, thing: Value, isRefused: (option: Value) => boolean): void {
  if (thing.kind !== "either") return;
  const refused = thing.options.find((option) => isRefused(option.value));
  if (refused !== undefined)
    perhapsFails(m, unknownValue("It depends on a condition", refused.because ?? null));
}

/** The same where a condition decides whether a thing refuses to be changed. */
export function perhapsForbids<T extends Value>(
  m: Machine,
  target: T,
  refuses: (target: T) => boolean,
): void {
  const isOpen = "saved" in target && target.perhapsForbidden !== undefined;
  if (isOpen && askRestricted(target, refuses) === undefined) perhapsFails(m, perhapsForbidden);
}
