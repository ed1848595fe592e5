import { newObject } from "../../values/containers.ts";
import { handedOver } from "../../values/held.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { noteEffects } from "../../values/journal.ts";
import { undefinedValue, unknownValue, untyped } from "../../values/make.ts";
import type {
  EitherValue,
  NativeValue,
  ObjectValue,
  PromiseState,
  Scope,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { innermostMark, isInArm } from "../arms/arms.ts";
import { eitherThrown, forkMaybe } from "../arms/fork.ts";
import {
  addPerhaps,
  joinWorldsOf,
  perhapsOf,
  perhapsThrowHere,
  withThrownArms,
} from "../arms/perhaps-thrown.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import type { PerhapsThrown } from "../records.ts";
import { Thrown } from "../stops.ts";
import { enqueue, mayTakeTime, runJob } from "./jobs.ts";

/* Promises: how they are settled, and what waits for that. */

export function newPromise(
  m: Machine,
): ObjectValue & { readonly hostMade: { readonly promise: PromiseState } } {
  noteEffects(m.journal.watch);
  const promise: PromiseState = {
    ...{ status: "pending", value: undefinedValue, thrownAt: null, madeAt: m.frame?.place ?? null },
    ...{ waiting: [], isHandled: false, isOpen: false, mayFollow: [] },
  };
  const made = { by: m.intrinsics.promiseClass as NativeValue, pattern: null, promise };
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
  const then = m.intrinsics.thenOf(m, value);
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
  const once = (name: "resolve" | "reject", run: (value: Value) => void): Value => {
    const resolver = nativeValue(name, (_, __, [value = undefinedValue]) => {
      if (!isDone) run(value);
      // The other arms of a condition may do it, too.
      isDone ||= !isOlderThanArm(m, promise);
      return undefinedValue;
    });
    settledBy.set(resolver, { promise, how: name });
    return resolver;
  };
  return [
    once("resolve", (value) => resolvePromise(m, promise, value)),
    once("reject", (value) => rejectPromise(m, promise, new Thrown(value, false, m.frame?.place ?? null))),
  ];
}

/** The promise that each of these functions settles. */
const settledBy = new WeakMap<
  Value,
  { readonly promise: PromiseValue; readonly how: "resolve" | "reject" }
>();

/** Unknown code may call what it is given, so a promise that it could settle that way may be settled from now on, with anything. */
export function perhapsSettles(m: Machine, given: readonly Value[], why: UnknownValue): void {
  for (const value of withWhatTheySee(m, given)) {
    const { promise, how } = settledBy.get(value) ?? {};
    if (promise === undefined) continue;
    noteEffects(m.journal.watch);
    const state = promise.hostMade.promise;
    const anything = untyped(why);
    if (state.status === "pending") settleOpenly(m, state, anything);
    if (how === "reject" && state.isOpen)
      addPerhaps(state, { thrown: new Thrown(anything, false, null), why: anything, worlds: [] });
  }
}

/** Values, what they hold and, if they are functions, what those can see. */
function withWhatTheySee(m: Machine, given: readonly Value[]): readonly Value[] {
  const all = [...handedOver(m, given)];
  for (const value of given)
    if (value.kind === "function")
      for (let scope: Scope | null = value.scope; scope !== null; scope = scope.parent)
        for (const own of scope.slots) if (own !== undefined) all.push(own);
  return all;
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
  const isOpen = isOlderThanArm(m, promise);
  if (state.status !== "pending") {
    // Once it is certainly settled, it does not matter any more that it may have been before.
    state.isOpen &&= isOpen;
    return;
  }
  if (isOpen) {
    settleOpenly(m, state, openWhy);
    return;
  }
  state.status = status;
  state.value = value;
  for (const run of state.waiting.splice(0)) enqueue(m, run);
}

/** It may be settled in another way, too, or not at all: what waits runs once for all of these, when no arm is open. */
function settleOpenly(m: Machine, state: PromiseState, value: Value): void {
  state.isOpen = true;
  state.status = "fulfilled";
  state.value = value;
  m.jobs.push(...state.waiting.splice(0));
}

const openWhy = unknownValue("Whether the promise is settled depends on a condition");

/** Whether a condition decides whether what happens to the promise here happens. */
export function isOlderThanArm(m: Machine, { born }: PromiseValue): boolean {
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
  const goOn = (): void => {
    if (state.status === "rejected") rejected(allThrownBy(m, state));
    else fulfilled(state.value, perhapsOf(state));
  };
  // What an arm starts goes on after the arm, where it may never have been started.
  const mayNotWait = state.status === "pending" && isOlderThanArm(m, promise);
  const run = (): void => goOnOrNot(m, mayNotWait || mayBePending(state), goOn);
  if (state.status === "pending") state.waiting.push(run);
  else enqueue(m, run);
}

/** Runs what waits. Where its promise may never settle, its changes are joined with the state without them. */
export function goOnOrNot(m: Machine, isOpen: boolean, run: () => void): void {
  if (!isOpen) {
    run();
    return;
  }
  const goOn = (): Value => {
    run();
    return undefinedValue;
  };
  forkMaybe(m, openWhy, goOn, false);
}

/** Whether a promise may still not be settled. Promises may wait for one another in a circle: each is asked once. */
export function mayBePending(promise: PromiseState): boolean {
  const asked = new Set([promise]);
  for (const { status, isOpen, mayFollow } of asked) {
    if (status === "pending" || isOpen) return true;
    for (const other of mayFollow) asked.add(other);
  }
  return false;
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
