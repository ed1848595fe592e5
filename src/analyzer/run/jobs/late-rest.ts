import { join, joinEarlier, meetingBecause } from "../../values/join.ts";
import { closeMark, enter, type Mark, openMark } from "../../values/journal.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import type { PromiseState, Scope } from "../../values/value.ts";
import { leaveArm } from "../arms/arms.ts";
import type { Machine } from "../machine.ts";
import type { LateStep } from "../records.ts";
import { enqueue } from "./jobs.ts";
import { mayBePending } from "./promises.ts";

/*
 * Where only one arm of a condition waits, the rest of an async function runs now or later. It certainly runs, so it is followed
 * at once; until the jobs before it are through, what it changes may be what it was or what it will be.
 */

/** What one arm of a condition has awaited: the rest of the step may run later, or never if nothing settles it. */
export function noteAwaited(m: Machine, promise: PromiseState): void {
  if (m.late === null) return;
  m.late.isDue = true;
  if (mayBePending(promise)) m.late.mayFollow.push(promise);
}

/** From here on, a step of an async function may run later, if an arm has waited for anything. The arms are over. */
export function goOnLater(m: Machine): void {
  if (m.late?.isDue && m.forks === 0) m.late.mark ??= openMark(m.journal);
}

/** Runs a step of an async function, part of which may run later. `mayFollow` is what the function may have awaited before. */
export function withLateRest<T>(m: Machine, mayFollow: PromiseState[], run: () => T): T {
  const outer = m.late;
  const late: LateStep = { mark: null, isDue: mayFollow.some(mayBePending), mayFollow };
  m.late = late;
  goOnLater(m);
  try {
    return run();
  } finally {
    m.late = outer;
    if (late.mark !== null) postpone(m, late.mark, mayFollow.filter(mayBePending));
  }
}

/**
 * What was done since the mark is not certainly done yet, but once the jobs that wait now are through, and what it may have waited
 * for is settled.
 */
function postpone(m: Machine, mark: Mark, mayFollow: readonly PromiseState[]): void {
  const after = leaveArm(m, mark, m.pendings.length);
  closeMark(m.journal, mark);
  const before = new Map([...after.keys()].map((holder) => [holder, slotsOf(holder)]));
  joinEarlier(m.journal, after, nowOrLater);
  const between = [...after].map(([holder, contents]): Between => {
    const own = { holder, contents, changed: holder.changed, slots: slotsOf(holder) };
    return "slots" in contents ? { ...own, contents: written(contents, before.get(holder) ?? []) } : own;
  });
  whenAllSettled(m, mayFollow, () => {
    for (const each of between) settle(m, each);
  });
}

function whenAllSettled(m: Machine, [first, ...rest]: readonly PromiseState[], run: () => void): void {
  if (first === undefined) enqueue(m, run);
  else if (first.status === "pending") first.waiting.push(() => whenAllSettled(m, rest, run));
  else if (mayBePending(first)) return;
  else whenAllSettled(m, rest, run);
}

const nowOrLater = meetingBecause(null);

/** What the rest has left in a thing, and what that was taken to hold meanwhile. */
interface Between {
  readonly holder: Mutable;
  readonly contents: Contents;
  readonly changed: number;
  readonly slots: Scope["slots"];
}

function slotsOf(holder: Mutable): Scope["slots"] {
  return "slots" in holder ? holder.slots.slice() : [];
}

/** Only the variables that were written to. */
function written({ slots }: Pick<Scope, "slots">, before: Scope["slots"]): Pick<Scope, "slots"> {
  return { slots: slots.map((value, slot) => (value === before[slot] ? undefined : value)) };
}

/** The rest has run by now. What others have changed meanwhile is what they or the rest have left. */
function settle(m: Machine, { holder, contents, changed, slots }: Between): void {
  if ("slots" in contents && "slots" in holder) {
    const present = holder.slots.map((now, slot) => {
      const later = contents.slots[slot];
      if (now === undefined || later === undefined) return now ?? later;
      return now === slots[slot] ? later : join(now, later, nowOrLater);
    });
    enter(m.journal, new Map([[holder, { slots: present }]]));
  } else if (holder.changed === changed) enter(m.journal, new Map([[holder, contents]]));
  else joinEarlier(m.journal, new Map([[holder, contents]]), nowOrLater);
}
