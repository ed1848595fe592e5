import { joinEarlier, meetingBecause } from "../../values/join.ts";
import { closeMark, contentsAt, openMark, type World } from "../../values/journal.ts";
import { nothingGiven, undecided, unknownValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import type { PromiseState, UndecidedValue, Value } from "../../values/value.ts";
import { isCertain, type Machine } from "../machine.ts";
import type { Fault, PerhapsThrown, ThrownArm } from "../records.ts";
import type { Thrown } from "../stops.ts";
import { catchesArms } from "./arms.ts";
import { eitherThrown, forkMaybe } from "./fork.ts";

/*
 * A throw under an undecided condition that nothing catches is a check by the author: where it throws, the file ends. In an async
 * function it only rejects a promise, and whether something handles that is known later. So the analysis goes on as after a
 * check, and the promise remembers what it may be rejected with, and what there is instead of what is known then. Whoever handles
 * the rejection follows both.
 */
const perhaps = new WeakMap<PromiseState, PerhapsThrown>();

/** What a promise may be rejected with, besides what is known of it. */
export function perhapsOf(promise: PromiseState): PerhapsThrown | undefined {
  return perhaps.get(promise);
}

/** The promise may be rejected with this, too. */
export function addPerhaps(promise: PromiseState, added: PerhapsThrown): void {
  const known = perhaps.get(promise);
  if (known === undefined) perhaps.set(promise, added);
  else {
    // Nothing comes after what is certainly thrown.
    const thrown = known.faults
      ? known.thrown
      : eitherThrown(known.thrown, added.thrown, meetingBecause(added.why.because));
    const faults =
      (known.faults ?? added.faults) ? [...(known.faults ?? []), ...(added.faults ?? [])] : undefined;
    const worlds = [...known.worlds, ...added.worlds];
    perhaps.set(promise, { thrown, why: known.why, worlds, ...(faults && { faults }) });
  }
}

/** What has happened so far may not have, because something was thrown before. */
export function joinWorldsOf(m: Machine, { why, worlds }: PerhapsThrown): void {
  for (const world of worlds) joinEarlier(m.journal, world, meetingBecause(why.because));
}

/** Whether it is thrown. */
export function isThrown({ why }: PerhapsThrown): UndecidedValue {
  return undecided(why.reason, why.because, nothingGiven, nothingGiven);
}

/** A fault was reported in code that settles a promise. Whatever handles the rejection withdraws it. */
export function noteFault(m: Machine, thrown: Thrown, key: string): void {
  m.raised.set(key, (m.raised.get(key) ?? 0) + 1);
  const fault: Fault = { key, problem: m.problems.get(key), isWithdrawn: false };
  const why = unknownValue("It comes after an error", thrown.place);
  m.thrownArms?.push({
    ...{ mark: openMark(m.journal), world: new Map(), thrown, why, worlds: [] },
    faults: [fault],
  });
}

/** Something handles what the faults throw, so they are not problems. One handler of a rejection is enough. */
export function withdrawFaults(m: Machine, { faults = [] }: PerhapsThrown): void {
  for (const fault of faults) {
    if (fault.isWithdrawn) continue;
    fault.isWithdrawn = true;
    const left = (m.raised.get(fault.key) ?? 0) - 1;
    m.raised.set(fault.key, left);
    if (left <= 0) m.problems.delete(fault.key);
  }
}

/** What certainly reaches a handler, its faults withdrawn; undefined where nothing certainly does. */
export function handledFault(m: Machine, known: PerhapsThrown | undefined): Thrown | undefined {
  if (known?.faults === undefined) return undefined;
  withdrawFaults(m, known);
  return known.thrown;
}

/** Nothing here catches what the faults throw, so they are problems, whatever else handles the rejection. */
function keepFaults(m: Machine, { faults = [] }: PerhapsThrown): void {
  for (const { key, problem } of faults) {
    m.raised.set(key, Number.POSITIVE_INFINITY);
    if (problem !== undefined) m.problems.set(key, problem);
  }
}

/** What is waited for may throw here. */
export function perhapsThrowHere(m: Machine, known: PerhapsThrown): void {
  const { thrown, why } = known;
  if (!catchesArms(m)) {
    if (m.thrownArms === null && isCertain(m)) keepFaults(m, known);
    m.thrownArms?.push({ ...known, mark: openMark(m.journal), world: new Map() });
    return;
  }
  joinWorldsOf(m, known);
  const fault = handledFault(m, known);
  if (fault !== undefined) throw fault;
  const raise = (): Value => {
    throw thrown;
  };
  forkMaybe(m, why, raise, false);
}

/** Follows what the resuming `await` may throw. */
export function throwAwaited(m: Machine): void {
  const { mayThrow } = m;
  m.mayThrow = null;
  if (mayThrow !== null) perhapsThrowHere(m, mayThrow);
}

/** Runs a part of what settles a promise. What its arms throw is what the promise may be rejected with. */
export function withThrownArms<T>(m: Machine, promise: PromiseState, run: () => T): T {
  const { thrownArms, triesOutside } = m;
  const arms: ThrownArm[] = [];
  m.thrownArms = arms;
  m.triesOutside = m.tries.length;
  const known = perhaps.get(promise);
  perhaps.delete(promise);
  if (known !== undefined) perhapsThrowHere(m, known);
  try {
    return run();
  } finally {
    m.thrownArms = thrownArms;
    m.triesOutside = triesOutside;
    for (const arm of arms) addPerhaps(promise, ended(m, arm));
  }
}

/** What there is where an arm threw: what it has left behind, and what there was before all that others have changed since. */
function ended(m: Machine, { mark, world, ...known }: ThrownArm): PerhapsThrown {
  const own = new Map<Mutable, Contents>();
  for (const [holder, contents] of [...contentsAt(m.journal, mark), ...world])
    own.set(holder, changedIn(holder, contents));
  closeMark(m.journal, mark);
  return { ...known, worlds: own.size === 0 ? known.worlds : [...known.worlds, own satisfies World] };
}

/** Of variables only those that differ by now: the others may be set to anything later. */
function changedIn(holder: Mutable, contents: Contents): Contents {
  if (!("slots" in contents) || !("slots" in holder)) return contents;
  return { slots: contents.slots.map((value, slot) => (value === holder.slots[slot] ? undefined : value)) };
}
