import { newObject } from "../values/containers.ts";
import { join, meetingBecause } from "../values/join.ts";
import { noteEffects } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { EitherValue, NativeValue, ObjectValue, PromiseState, Value } from "../values/value.ts";
import { innermostMark, isInArm } from "./arms.ts";
import { eitherThrown } from "./fork.ts";
import { enqueue, mayTakeTime, runJob } from "./jobs.ts";
import type { Machine } from "./machine.ts";
import { nativeValue } from "./native-value.ts";
import { addPerhaps, joinWorldsOf, perhapsOf, perhapsThrowHere, withThrownArms } from "./perhaps-thrown.ts";
import type { PerhapsThrown } from "./records.ts";
import { Thrown } from "./stops.ts";

/* Promises: how they are settled, and what waits for that. */

export function newPromise(
  m: Machine,
): ObjectValue & { readonly hostMade: { readonly promise: PromiseState } } {
  noteEffects(m.journal.watch);
  const promise: PromiseState = {
    ...{ status: "pending", value: undefinedValue, thrownAt: null, madeAt: m.frame?.place ?? null },
    ...{ waiting: [], isHandled: false, isOpen: false },
  };
  const made = { by: m.host.promiseClass as NativeValue, pattern: null, promise };
  return { ...newObject(m), hostMade: made };
}

type PromiseValue = ReturnType<typeof newPromise>;

export function isPromise(value: Value): value is PromiseValue {
  return value.kind === "object" && value.hostMade?.promise !== undefined;
}

/** A value as a promise: itself, if it is one. */
export function toPromise(m: Machine, value: Value): PromiseValue {
  if (isPromise(value)) return value;
  const promise = newPromise(m);
  resolvePromise(m, promise, value);
  return promise;
}

/** What `resolve(value)` does: a promise, or what has a `then`, is waited for. */
export function resolvePromise(m: Machine, promise: PromiseValue, value: Value): void {
  if (isPromise(value)) {
    enqueue(m, () => passOn(m, value, promise, (is) => settle(m, promise, "fulfilled", is)));
    return;
  }
  if (value.kind === "either" && value.options.some((option) => isPromise(option.value))) {
    settle(m, promise, "fulfilled", eitherSettled(promise.hostMade.promise, value));
    return;
  }
  const then = m.host.thenOf(m, value);
  if (then === undefined) settle(m, promise, "fulfilled", value);
  else enqueue(m, () => follow(m, promise, () => then(resolvers(m, promise))));
}

/** What several promises and other things give, one of which is waited for. */
function eitherSettled(waiting: PromiseState, { options }: EitherValue): Value {
  const given = options.map(({ value, because = null }) => {
    if (!isPromise(value)) return value;
    const state = value.hostMade.promise;
    const why = unknownValue("Which promise is waited for depends on a condition", because);
    const perhaps = perhapsOf(state);
    state.isHandled = true;
    if (perhaps !== undefined) addPerhaps(waiting, perhaps);
    if (state.status === "rejected") addPerhaps(waiting, { thrown: thrownBy(state), why, worlds: [] });
    return state.status === "fulfilled" ? state.value : why;
  });
  const because = options[0]?.because ?? null;
  return given.reduce((left, right) => join(left, right, meetingBecause(because)));
}

/** Waits for another promise; what rejects that one rejects this one. */
export function passOn(
  m: Machine,
  from: PromiseValue,
  to: PromiseValue,
  fulfilled: (value: Value) => void,
): void {
  whenSettled(
    m,
    from,
    (value, perhaps) => {
      if (perhaps !== undefined) addPerhaps(to.hostMade.promise, perhaps);
      fulfilled(value);
    },
    rejecting(m, to),
  );
}

/** The two functions that a promise's executor is given. */
export function resolvers(m: Machine, promise: PromiseValue): readonly [Value, Value] {
  let isDone = false;
  const once = (name: string, run: (value: Value) => void): Value =>
    nativeValue(name, (_, __, [value = undefinedValue]) => {
      if (!isDone) run(value);
      // The other arms of a condition may do it, too.
      isDone ||= !isOlderThanArm(m, promise);
      return undefinedValue;
    });
  return [
    once("resolve", (value) => resolvePromise(m, promise, value)),
    once("reject", (value) => rejectPromise(m, promise, new Thrown(value, false, m.frame?.place ?? null))),
  ];
}

/** Runs what may throw, which then rejects the promise, and goes on with what it gives. */
export function follow<T>(
  m: Machine,
  promise: PromiseValue,
  run: () => T,
  goOn: (result: T) => void = () => undefined,
): void {
  let result: T;
  try {
    result = withThrownArms(m, promise.hostMade.promise, run);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    rejectPromise(m, promise, error);
    return;
  }
  goOn(result);
}

export function rejectPromise(m: Machine, promise: PromiseValue, thrown: Thrown): void {
  const state = promise.hostMade.promise;
  if (state.status !== "pending" ? state.isOpen : isOlderThanArm(m, promise))
    addPerhaps(state, { thrown, why: openWhy, worlds: [] });
  if (state.status !== "pending") return;
  state.thrownAt = thrown.place ?? state.madeAt;
  settle(m, promise, "rejected", thrown.value);
  if (m.forks === 0 && m.pendings.length === 0) m.rejections.push({ promise: state, isFinal: false });
}

export function rejecting(m: Machine, promise: PromiseValue): (thrown: Thrown) => void {
  return (thrown) => rejectPromise(m, promise, thrown);
}

/** The same with what it may have been rejected with before. */
function allThrownBy(m: Machine, state: PromiseState): Thrown {
  const perhaps = perhapsOf(state);
  if (perhaps === undefined) return thrownBy(state);
  joinWorldsOf(m, perhaps);
  return eitherThrown(perhaps.thrown, thrownBy(state), meetingBecause(perhaps.why.because));
}

/** What is thrown where a rejected promise is waited for. */
export function thrownBy({ value, thrownAt }: PromiseState): Thrown {
  return new Thrown(value, false, thrownAt);
}

export function settle(
  m: Machine,
  promise: PromiseValue,
  status: "fulfilled" | "rejected",
  value: Value,
): void {
  const state = promise.hostMade.promise;
  if (state.status !== "pending") return;
  state.isOpen = isOlderThanArm(m, promise);
  state.status = state.isOpen ? "fulfilled" : status;
  state.value = state.isOpen ? openWhy : value;
  for (const run of state.waiting.splice(0)) enqueue(m, run);
}

const openWhy = unknownValue("Whether the promise is settled depends on a condition");

/** Whether a condition decides whether what happens to the promise here happens. */
function isOlderThanArm(m: Machine, { born }: PromiseValue): boolean {
  const mark = isInArm(m) ? innermostMark(m) : undefined;
  return mark !== undefined && born < mark.epoch;
}

/** Runs one of two as soon as a promise is settled, which is never at once. */
export function whenSettled(
  m: Machine,
  promise: PromiseValue,
  fulfilled: (value: Value, perhaps?: PerhapsThrown) => void,
  rejected: (thrown: Thrown) => void,
): void {
  const state = promise.hostMade.promise;
  state.isHandled = true;
  const run = (): void => {
    if (state.status === "rejected") rejected(allThrownBy(m, state));
    else fulfilled(state.value, perhapsOf(state));
  };
  if (state.status === "pending") state.waiting.push(run);
  else enqueue(m, run);
}

function isUnknown(value: Value | null): boolean {
  return value?.kind === "unknown";
}

/** `await` outside a function that could stop: goes on with the jobs until it is this one's turn. */
export function awaited(m: Machine, value: Value): Value {
  let result: Value | null = null;
  let thrown: Thrown | null = null;
  let mayThrow: PerhapsThrown | undefined;
  whenSettled(
    m,
    toPromise(m, value),
    (is, perhaps) => {
      result = is;
      mayThrow = perhaps;
    },
    (error) => {
      thrown = error;
    },
  );
  while (result === null && thrown === null && !isInArm(m) && runJob(m));
  if (thrown !== null) throw thrown;
  if (isUnknown(result)) mayTakeTime(m);
  if (mayThrow !== undefined) perhapsThrowHere(m, mayThrow);
  return result ?? unknownValue("What it waits for does not come", m.frame?.place ?? null);
}
