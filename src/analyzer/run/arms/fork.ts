import { indexOf, whyLacking } from "../../values/doubt.ts";
import { join, joinWorlds, type Meeting, overOptions } from "../../values/join.ts";
import { closeMark, enter, type Mark, openMark, type World } from "../../values/journal.ts";
import { nothingGiven, undecided, undefinedValue } from "../../values/make.ts";
import type {
  ArmDoubt,
  Completion,
  EitherValue,
  Row,
  UndecidedValue,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { limits } from "../limits.ts";
import type { Machine } from "../machine.ts";
import { Thrown } from "../stops.ts";
import { catchesArms, leaveArm, leaveThrown, turned, wait } from "./arms.ts";
import { widen } from "./widen.ts";

type Arm<T> = { readonly result: T } | { readonly thrown: Thrown };

/** Both arms of a condition, followed one after the other: the present state is that of the right one. */
interface Fork<T> {
  readonly left: Arm<T>;
  readonly right: Arm<T>;
  readonly mark: Mark;
  /** What the left one has left behind. */
  readonly world: World;
  readonly meeting: Meeting;
  readonly doubt: ArmDoubt;
  /** How many arms waited before. */
  readonly base: number;
}

/** Follows both arms of a condition from the same state and joins what they give and what they leave behind. */
export function forkValue(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Value,
  whenFalse: () => Value,
): Value {
  const fork = followBoth(m, condition, whenTrue, whenFalse);
  const { left, right, mark, world, meeting } = fork;
  if ("thrown" in left || "thrown" in right) return survivor(m, fork);
  joinWorlds(m.journal, mark, world, meeting);
  closeMark(m.journal, mark);
  return join(left.result, right.result, meeting);
}

/** Follows what depends on a condition for each thing that it may be, all from the same state. */
export function forkOver(m: Machine, options: EitherValue["options"], run: (option: Value) => Value): Value {
  const [first, ...rest] = options;
  if (first === undefined) return undefinedValue;
  if (rest.length === 0) return run(first.value);
  const otherGiven = rest.length === 1 ? (rest[0]?.given ?? nothingGiven) : nothingGiven;
  const condition = undecided("It depends on a condition", first.because ?? null, first.given, otherGiven);
  return forkValue(
    m,
    condition,
    () => run(first.value),
    () => forkOver(m, rest, run),
  );
}

/**
 * As `overOptions`, where reading one of the options may run code of the author's, a getter or a conversion: that happens in its
 * own arm.
 */
export function overEach(
  m: Machine,
  value: Value,
  runsCode: (option: Value) => boolean,
  read: (option: Value) => Value,
): Value {
  if (value.kind !== "either") return read(value);
  const isFollowed = value.options.some((option) => runsCode(option.value));
  return isFollowed ? forkOver(m, value.options, read) : overOptions(value, read);
}

/** Runs code that may not be reached, or more than once, and returns its value for where it is. */
export function forkMaybe(
  m: Machine,
  { reason, because }: UnknownValue,
  run: () => Value,
  repeats = true,
): Value {
  let result: Value = undefinedValue;
  const why = { ...undecided(reason, because), repeats };
  const happens = (): Value => {
    if (repeats)
      widen(m, why, null, () => {
        run();
        return null;
      });
    result = run();
    return undefinedValue;
  };
  forkValue(m, why, happens, () => undefinedValue);
  return result;
}

/** Does something with every element of a row, in order; what may not be in it is followed as what may not happen. */
export function eachElement(m: Machine, row: Row, visit: (element: Value, index: Value) => Value): Value[] {
  const { doubt } = row;
  const repeats = doubt?.lacking === undefined;
  return row.elements.map((element, index) => {
    const why = whyLacking(doubt, index);
    if (why === null) return visit(element, indexOf(row, index));
    return forkMaybe(m, why, () => visit(element, indexOf(row, index)), repeats);
  });
}

/** As `forkValue`, for statements: an arm that ends early waits for the end of what it leaves. */
export function forkCompletion(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Completion,
  whenFalse: () => Completion,
): Completion {
  return completeFork(m, followBoth(m, condition, whenTrue, whenFalse));
}

/** How two arms end together: where both go on or leave alike they meet, else one of them waits. */
export function completeFork(m: Machine, fork: Fork<Completion>): Completion {
  if ("thrown" in fork.left || "thrown" in fork.right) return survivor(m, fork);
  const { mark, world, meeting, doubt, base } = fork;
  const [left, right] = [fork.left.result, fork.right.result];
  if (endsAlike(left, right)) {
    joinWorlds(m.journal, mark, world, meeting);
    closeMark(m.journal, mark);
    return joinCompletions(left, right, meeting);
  }
  if (left !== undefined) {
    wait(m, { mark, world, completion: left, meeting, doubt });
    return right;
  }
  const other = leaveArm(m, mark, base);
  enter(m.journal, world);
  if (right !== undefined)
    wait(m, { mark, world: other, completion: right, meeting: turned(meeting), doubt });
  return left;
}

function followBoth<T>(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => T,
  whenFalse: () => T,
): Fork<T> {
  const meeting = meetingOf(condition);
  const doubt = doubtOf(m, condition);
  m.steps += limits.stepsAFork;
  const mark = openMark(m.journal);
  const base = m.pendings.length;
  const left = attempt(m, doubt, whenTrue);
  const world = leaveArm(m, mark, base);
  const right = attempt(m, doubt, whenFalse);
  return { left, right, mark, world, meeting, doubt, base };
}

/**
 * Joins the arms that ended early, since there were `base` of them, into the present state: those that `isMine`
 * says end here. Where the present arm leaves more than that, it waits in its turn.
 */
export function settle(
  m: Machine,
  base: number,
  current: Completion,
  isMine: (completion: NonNullable<Completion>) => boolean,
): Completion {
  let result = current;
  for (let i = m.pendings.length - 1; i >= base; i--) {
    const pending = m.pendings[i];
    if (pending === undefined || pending.completion.kind === "throw" || !isMine(pending.completion)) continue;
    if (result !== undefined && !isMine(result)) {
      result = exchange(m, base, i, result);
      continue;
    }
    m.pendings.splice(i, 1);
    m.forks -= 1;
    joinWorlds(m.journal, pending.mark, pending.world, pending.meeting);
    closeMark(m.journal, pending.mark);
    result = joinCompletions(pending.completion, result, pending.meeting);
  }
  return result;
}

/** Resumes a waiting arm, and lets the present one wait in its place. */
function exchange(m: Machine, base: number, index: number, current: NonNullable<Completion>): Completion {
  const arm = m.pendings[index];
  if (arm === undefined || arm.completion.kind === "throw") return current;
  const world = leaveArm(m, arm.mark, base);
  enter(m.journal, arm.world);
  m.pendings[index] = { ...arm, world, completion: current, meeting: turned(arm.meeting) };
  return arm.completion;
}

/** Runs what arms may leave early, up to where those that `isMine` says end; the others go on waiting. */
export function gathered(
  m: Machine,
  isMine: (completion: NonNullable<Completion>) => boolean,
  run: () => Completion,
): Completion {
  const base = m.pendings.length;
  let completion: Completion;
  try {
    completion = run();
  } catch (error) {
    if (!(error instanceof Thrown) || m.pendings.length === base) throw error;
    completion = resume(m, base, error);
  }
  return m.pendings.length > base ? settle(m, base, completion, isMine) : completion;
}

/**
 * Continues with the last arm that ended early, if everything after it threw; where something catches that, it waits in its
 * turn. Throws where there is no such arm.
 */
export function resume(m: Machine, base: number, thrown: Thrown): NonNullable<Completion> {
  const index = m.pendings.findLastIndex(({ completion }, at) => at >= base && completion.kind !== "throw");
  const [pending] = index < 0 ? [] : m.pendings.splice(index, 1);
  if (pending === undefined || pending.completion.kind === "throw") throw thrown;
  m.forks -= 1;
  const { mark, meeting, doubt } = pending;
  const world = leaveArm(m, mark, base);
  enter(m.journal, pending.world);
  leaveThrown(m, { mark, world, meeting: turned(meeting), doubt }, thrown);
  return pending.completion;
}

function meetingOf({ whenTrue, whenFalse, because, repeats = false }: UndecidedValue): Meeting {
  return { left: whenTrue, right: whenFalse, because, repeats };
}

function doubtOf({ frame }: Machine, { reason, because, repeats = false }: UndecidedValue): ArmDoubt {
  return { reason, because: because ?? frame?.place ?? null, repeats, isSettled: false };
}

/**
 * What decides whether the current code of a model's call runs at all; null if it certainly runs. Of several doubts the innermost,
 * but before it one that stands for any number of times: a condition within it says less.
 */
export function presentDoubt({ doubts, pendings, modelStart }: Machine): ArmDoubt | null {
  if (doubts.length > modelStart.doubts) {
    const repeated = doubts.findLastIndex(({ repeats }) => repeats);
    return doubts.at(repeated < modelStart.doubts ? -1 : repeated) ?? null;
  }
  return pendings.length > modelStart.pendings ? (pendings.at(-1)?.doubt ?? null) : null;
}

export function attempt<T>(m: Machine, doubt: ArmDoubt, arm: () => T): Arm<T> {
  const { length } = m.doubts;
  m.forks += 1;
  m.doubts.push(doubt);
  try {
    return { result: arm() };
  } catch (error) {
    if (error instanceof Thrown) return { thrown: error };
    throw error;
  } finally {
    m.forks -= 1;
    m.doubts.length = length;
  }
}

/**
 * Goes on with the arm that does not throw. Where nothing catches what the other throws, that is a check by the author: only
 * the arm that goes on counts. Otherwise the other one waits for the `catch`.
 */
function survivor<T>(m: Machine, fork: Fork<T>): T {
  const { left, right, mark, world, doubt, base } = fork;
  if (!catchesArms(m)) doubt.isSettled = true;
  if ("thrown" in left && "thrown" in right) throw bothThrown(m, fork, left.thrown, right.thrown);
  const arm = { ...fork, world };
  if ("result" in left) {
    const other = leaveArm(m, mark, base);
    enter(m.journal, world);
    arm.world = other;
    arm.meeting = turned(fork.meeting);
  }
  const thrown = "thrown" in left ? left.thrown : "thrown" in right ? right.thrown : undefined;
  if (thrown !== undefined) leaveThrown(m, arm, thrown);
  return "result" in left ? left.result : (right as { readonly result: T }).result;
}

/** What is thrown where both arms throw. */
function bothThrown<T>(m: Machine, fork: Fork<T>, left: Thrown, right: Thrown): Thrown {
  const { mark, world, meeting } = fork;
  const isKept = catchesArms(m) || m.thrownArms !== null;
  if (isKept) joinWorlds(m.journal, mark, world, meeting);
  closeMark(m.journal, mark);
  return isKept ? eitherThrown(left, right, meeting) : right;
}

/** One of two things that are thrown. */
export function eitherThrown(left: Thrown, right: Thrown, meeting: Meeting): Thrown {
  const value = join(left.value, right.value, meeting);
  return new Thrown(value, left.isLibrary && right.isLibrary, right.place);
}

function endsAlike(a: Completion, b: Completion): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === "return" || b.kind === "return") return a.kind === b.kind;
  return a.kind === b.kind && a.label === b.label;
}

function joinCompletions(a: Completion, b: Completion, meeting: Meeting): Completion {
  if (a?.kind !== "return" && b?.kind !== "return") return b;
  const value = (completion: Completion): Value =>
    completion?.kind === "return" ? completion.value : undefinedValue;
  return { kind: "return", value: join(value(a), value(b), meeting) };
}
