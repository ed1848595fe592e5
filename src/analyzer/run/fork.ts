import { sureLength } from "../values/doubt.ts";
import { join, joinWorlds, type Meeting } from "../values/join.ts";
import { closeMark, enter, leave, openMark } from "../values/journal.ts";
import { nothingGiven, numberValue, undecided, undefinedValue } from "../values/make.ts";
import type {
  ArmDoubt,
  Completion,
  EitherValue,
  Row,
  UndecidedValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import type { Machine } from "./machine.ts";
import { Thrown } from "./stops.ts";

type Arm<T> = { readonly result: T } | { readonly thrown: Thrown };

/** Follows both arms of a condition from the same state and joins what they give and what they leave behind. */
export function forkValue(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Value,
  whenFalse: () => Value,
): Value {
  const meeting = meetingOf(condition);
  const doubt = doubtOf(m, condition);
  const mark = openMark(m.journal);
  const left = attempt(m, doubt, whenTrue);
  const world = leave(m.journal, mark);
  const right = attempt(m, doubt, whenFalse);
  if ("thrown" in left || "thrown" in right) doubt.isSettled = true;
  if ("thrown" in left || "thrown" in right) {
    if ("thrown" in right && "result" in left) {
      leave(m.journal, mark);
      enter(m.journal, world);
    }
    closeMark(m.journal, mark);
    return survivor(left, right);
  }
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

/** Runs code that may not be reached, and returns its value for where it is. */
export function forkMaybe(m: Machine, { reason, because }: UnknownValue, run: () => Value): Value {
  let result: Value = undefinedValue;
  const happens = (): Value => {
    result = run();
    return undefinedValue;
  };
  forkValue(m, { ...undecided(reason, because), repeats: true }, happens, () => undefinedValue);
  return result;
}

/** Does something with every element of a row, in order; what may not be in it is followed as what may not happen. */
export function eachElement(m: Machine, row: Row, visit: (element: Value, index: Value) => Value): Value[] {
  const { doubt } = row;
  const sure = sureLength(row);
  return row.elements.map((element, index) => {
    if (doubt === null || index < sure) return visit(element, numberValue(index));
    return forkMaybe(m, doubt.why, () => visit(element, doubt.why));
  });
}

/** As `forkValue`, for statements: an arm that ends early waits for the end of what it leaves. */
export function forkCompletion(
  m: Machine,
  condition: UndecidedValue,
  whenTrue: () => Completion,
  whenFalse: () => Completion,
): Completion {
  const meeting = meetingOf(condition);
  const doubt = doubtOf(m, condition);
  const mark = openMark(m.journal);
  const left = attempt(m, doubt, whenTrue);
  const world = leave(m.journal, mark);
  const right = attempt(m, doubt, whenFalse);
  if ("thrown" in left || "thrown" in right) doubt.isSettled = true;
  if ("thrown" in left) {
    closeMark(m.journal, mark);
    return survivor(left, right);
  }
  if ("thrown" in right) {
    leave(m.journal, mark);
    enter(m.journal, world);
    closeMark(m.journal, mark);
    return left.result;
  }
  const [a, b] = [left.result, right.result];
  if (endsAlike(a, b)) {
    joinWorlds(m.journal, mark, world, meeting);
    closeMark(m.journal, mark);
    return joinCompletions(a, b, meeting);
  }
  if (a !== undefined) {
    wait(m, { mark, world, completion: a, meeting, doubt });
    return b;
  }
  const other = leave(m.journal, mark);
  enter(m.journal, world);
  if (b !== undefined) {
    const turned = { left: meeting.right, right: meeting.left, because: meeting.because };
    wait(m, { mark, world: other, completion: b, meeting: turned, doubt });
  }
  return a;
}

/**
 * Joins the arms that ended early, since there were `base` of them, into the present state: those that `isMine`
 * says end here.
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
    if (pending === undefined || !isMine(pending.completion)) continue;
    m.pendings.splice(i, 1);
    m.forks -= 1;
    joinWorlds(m.journal, pending.mark, pending.world, pending.meeting);
    closeMark(m.journal, pending.mark);
    result = joinCompletions(pending.completion, result, pending.meeting);
  }
  return result;
}

/** Continues with the last arm that ended early, if everything after it threw; undefined if there is none. */
export function resume(m: Machine, base: number): NonNullable<Completion> | undefined {
  const pending = m.pendings.length > base ? m.pendings.pop() : undefined;
  if (pending === undefined) return undefined;
  m.forks -= 1;
  leave(m.journal, pending.mark);
  enter(m.journal, pending.world);
  closeMark(m.journal, pending.mark);
  return pending.completion;
}

function meetingOf({ whenTrue, whenFalse, because }: UndecidedValue): Meeting {
  return { left: whenTrue, right: whenFalse, because };
}

function doubtOf({ frame }: Machine, { reason, because, repeats = false }: UndecidedValue): ArmDoubt {
  return { reason, because: because ?? frame?.place ?? null, repeats, isSettled: false };
}

/** An arm has ended early; until it meets the others, what follows happens only where it was not taken. */
function wait(m: Machine, pending: Machine["pendings"][number]): void {
  m.pendings.push(pending);
  m.forks += 1;
}

/** What decides whether the current code of a model's call runs at all; null if it certainly runs. */
export function presentDoubt({ doubts, pendings, modelStart }: Machine): ArmDoubt | null {
  if (doubts.length > modelStart.doubts) return doubts.at(-1) ?? null;
  return pendings.length > modelStart.pendings ? (pendings.at(-1)?.doubt ?? null) : null;
}

function attempt<T>(m: Machine, doubt: ArmDoubt, arm: () => T): Arm<T> {
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

/** An arm that throws is a check by the author: only the other arm counts. */
function survivor<T>(left: Arm<T>, right: Arm<T>): T {
  if ("result" in left) return left.result;
  if ("result" in right) return right.result;
  throw right.thrown;
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
