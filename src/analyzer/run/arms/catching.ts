import { joinWorlds, type Meeting } from "../../values/join.ts";
import { closeMark, enter, type Mark } from "../../values/journal.ts";
import { nothingGiven } from "../../values/make.ts";
import type { Completion, Value } from "../../values/value.ts";
import { type Machine, newTry } from "../machine.ts";
import { Thrown } from "../stops.ts";
import { catchesArms, dropArm, leaveArm, takeArm } from "./arms.ts";
import { attempt, completeFork, eitherThrown } from "./fork.ts";

/** How a body has ended. */
type End = { readonly result: Completion } | { readonly thrown: Thrown };
type Handler = (thrown: Value) => Completion;
/** The last block; it is given what was thrown before it. */
type Last = (thrown?: Thrown) => Completion;

/** Runs the body of a `try`, and its handler if it throws; both ways are followed where that is not decided. */
export function catching(m: Machine, body: () => Completion, handler: Handler): Completion {
  const base = m.pendings.length;
  const end = tried(m, body);
  if ("thrown" in end) return handler(allThrown(m, base, end.thrown).value);
  return caughtInArms(m, base, end.result, handler);
}

/** Runs the handler of a `try` for what arms of its body threw, while the body went on to its end. */
export function caughtInArms(m: Machine, base: number, result: Completion, handler: Handler): Completion {
  const first = takeArm(m, oldestThrown(m, base));
  if (first === undefined || first.completion.kind !== "throw") return result;
  const { mark, meeting, doubt } = first;
  const world = leaveArm(m, mark, base);
  enter(m.journal, first.world);
  const thrown = allThrown(m, base, first.completion.thrown);
  const isAlone = thrown === first.completion.thrown;
  const waiting = m.pendings.length;
  const right = attempt(m, doubt, () => handler(thrown.value));
  const met = { left: meeting.right, right: isAlone ? meeting.left : nothingGiven, because: meeting.because };
  return completeFork(m, { left: { result }, right, mark, world, meeting: met, doubt, base: waiting });
}

/** Runs the `finally` of a `try` after its body, however that ended, and for each arm of it that ended early. */
export function lastly(m: Machine, body: () => Completion, last: Last, mayJump: boolean): Completion {
  const base = m.pendings.length;
  const end = mayJump ? tried(m, body) : endOf(body);
  lastInArms(m, base, last);
  const result = last("thrown" in end ? end.thrown : undefined);
  if (!catchesArms(m)) dropThrown(m, base);
  // A jump out of the last block, such as a `return`, counts more than what has been thrown or returned before.
  if (result !== undefined) return result;
  if ("thrown" in end) throw end.thrown;
  return end.result;
}

/** Runs a `finally` in each arm that has ended early since there were `base` of them. */
export function lastInArms(m: Machine, base: number, last: Last): void {
  for (const { mark } of m.pendings.slice(base)) lastInArm(m, base, mark, last);
}

function lastInArm(m: Machine, base: number, mark: Mark, last: Last): void {
  const arm = m.pendings.find((pending) => pending.mark === mark);
  if (arm === undefined) return;
  const present = leaveArm(m, mark, base);
  enter(m.journal, arm.world);
  const thrown = arm.completion.kind === "throw" ? arm.completion.thrown : undefined;
  const end = attempt(m, arm.doubt, () => last(thrown));
  const world = leaveArm(m, mark, base);
  enter(m.journal, present);
  const completion =
    "thrown" in end ? { kind: "throw" as const, thrown: end.thrown } : (end.result ?? arm.completion);
  const index = m.pendings.findIndex((pending) => pending.mark === mark);
  m.pendings[index] = { ...arm, world, completion };
}

/** As `endOf`, where an error goes no further: what is thrown inside is not a fault. */
function tried(m: Machine, body: () => Completion): End {
  m.tries.push(newTry(m));
  try {
    return endOf(body);
  } finally {
    m.tries.pop();
  }
}

function endOf(body: () => Completion): End {
  try {
    return { result: body() };
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return { thrown: error };
  }
}

/** Joins the arms that threw into the present state, which throws too; returns everything that may have been thrown. */
function allThrown(m: Machine, base: number, thrown: Thrown): Thrown {
  return thrownInArms(m, base, thrown) ?? thrown;
}

/** The same where the present state need not throw. */
export function thrownInArms(m: Machine, base: number, thrown: Thrown | null): Thrown | null {
  let all = thrown;
  for (let index = m.pendings.length - 1; index >= base; index--) {
    if (m.pendings[index]?.completion.kind !== "throw") continue;
    const arm = takeArm(m, index);
    if (arm?.completion.kind !== "throw") continue;
    const meeting: Meeting = { left: arm.meeting.left, right: nothingGiven, because: arm.meeting.because };
    joinWorlds(m.journal, arm.mark, arm.world, meeting);
    closeMark(m.journal, arm.mark);
    all = all === null ? arm.completion.thrown : eitherThrown(arm.completion.thrown, all, meeting);
  }
  return all;
}

/** Forgets the arms that threw what nothing catches: they are checks by the author. */
function dropThrown(m: Machine, base: number): void {
  for (let index = m.pendings.length - 1; index >= base; index--)
    if (m.pendings[index]?.completion.kind === "throw") dropArm(m, index);
}

/** Which of the arms that threw began first; all others began behind it. */
function oldestThrown({ pendings }: Machine, base: number): number {
  let oldest = -1;
  for (let index = base; index < pendings.length; index++) {
    if (pendings[index]?.completion.kind !== "throw") continue;
    const [mark, other] = [pendings[index]?.mark, pendings[oldest]?.mark];
    if (mark !== undefined && (other === undefined || isOlder(mark, other))) oldest = index;
  }
  return oldest;
}

function isOlder(mark: Mark, other: Mark): boolean {
  return mark.index < other.index || (mark.index === other.index && mark.epoch < other.epoch);
}
