import { mayBe } from "../../values/among.ts";
import { type World, writeSlot, writtenIn } from "../../values/journal.ts";
import { undefinedValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import type { IteratorValue, UnknownValue, Value } from "../../values/value.ts";
import { catchesArms } from "../arms/arms.ts";
import { forget } from "../arms/forget-changes.ts";
import { forkMaybe } from "../arms/fork.ts";
import { rehearsed } from "../arms/rehearse.ts";
import type { Machine } from "../machine.ts";
import { Thrown } from "../stops.ts";

/** An iterator that goes on for longer than this is taken to change nothing new. */
const mostSteps = 16;

/** What a thing may hold then; of a scope, which of its variables are written to. */
interface Changed {
  readonly slots: ReadonlySet<number>;
  readonly after: Contents;
}

/** What an iterator may still do after its position became unknown. */
interface Rest {
  /** The things that it may change before it ends. */
  readonly changed: ReadonlyMap<Mutable, Changed>;
  readonly mayThrow: boolean;
}

/** From here on, the position of an iterator is unknown. */
export function lose(m: Machine, iterator: IteratorValue, why: UnknownValue): void {
  if (iterator.isDone) return;
  iterator.lost ??= why;
  forgetRest(m, iterator, iterator.lost);
}

/**
 * An iterator that is lost is asked for its next value, or ended: what it may change then, up to its end, is unknown. That is
 * followed once only, the first time.
 */
export function forgetRest(m: Machine, iterator: IteratorValue, why: UnknownValue): void {
  if (iterator.source.rest !== undefined) return;
  const { changed, mayThrow } = rests.get(iterator) ?? restOf(m, iterator, why);
  for (const [holder, written] of changed) forgetHolder(m, holder, written, why);
  if (mayThrow) perhapsThrow(m, why, why);
}

/** If a throw would be caught, follows both: the throw, and going on without it. */
export function perhapsThrow(m: Machine, why: UnknownValue, error: Value): void {
  if (!catchesArms(m) && m.thrownArms === null) return;
  forkMaybe(m, why, () => {
    throw new Thrown(error, false, null);
  });
}

const rests = new WeakMap<IteratorValue, Rest>();

function restOf(m: Machine, iterator: IteratorValue, why: UnknownValue): Rest {
  const { source } = iterator;
  let mayThrow = false;
  let world: World = new Map();
  const run = (how: () => { readonly isDone: boolean }): boolean => {
    try {
      return how().isDone;
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      mayThrow = true;
      return true;
    }
  };
  const goOn = (step: number): Value => {
    const isDone = run(() => source.next(why));
    if (!isDone && step < mostSteps) forkMaybe(m, why, () => goOn(step + 1), false);
    else if (!isDone && source.return !== undefined) run(() => source.return?.(why) ?? { isDone });
    return undefinedValue;
  };
  const written = writtenIn(m.journal, () => {
    ({ world } = rehearsed(m, () => forkMaybe(m, why, () => goOn(1), false)));
  });
  const none: ReadonlySet<number> = new Set();
  const changed = [...world].map(
    ([holder, after]) => [holder, { slots: written.get(holder) ?? none, after }] as const,
  );
  const rest = { changed: new Map(changed), mayThrow };
  rests.set(iterator, rest);
  return rest;
}

/** Makes unknown what may have changed in a thing; in a scope, only the variables that are written to. */
function forgetHolder(m: Machine, holder: Mutable, { slots, after }: Changed, why: UnknownValue): void {
  if (!("slots" in holder)) {
    forget(m, holder, why, after);
    return;
  }
  for (const slot of slots) {
    const held = [holder.slots[slot], "slots" in after ? after.slots[slot] : undefined];
    const values = held.filter((value) => value !== undefined);
    writeSlot(m.journal, holder, slot, mayBe(why, values));
  }
}
