import { newObject } from "../values/containers.ts";
import { noteEffects } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, PromiseState, Value } from "../values/value.ts";
import { enqueue, mayTakeTime, runJob } from "./jobs.ts";
import type { Machine } from "./machine.ts";
import { nativeValue } from "./native-value.ts";
import { Thrown } from "./stops.ts";

/* Promises: how they are settled, and what waits for that. */

export function newPromise(
  m: Machine,
): ObjectValue & { readonly hostMade: { readonly promise: PromiseState } } {
  noteEffects(m.journal.watch);
  const promise: PromiseState = {
    ...{ status: "pending", value: undefinedValue, thrownAt: null, madeAt: m.frame?.place ?? null },
    ...{ waiting: [], isHandled: false },
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
    enqueue(m, () =>
      whenSettled(m, value, (is) => settle(m, promise, "fulfilled", is), rejecting(m, promise)),
    );
    return;
  }
  const then = m.host.thenOf(m, value);
  if (then === undefined) settle(m, promise, "fulfilled", value);
  else enqueue(m, () => follow(m, promise, () => then(resolvers(m, promise))));
}

/** The two functions that a promise's executor is given. */
export function resolvers(m: Machine, promise: PromiseValue): readonly [Value, Value] {
  let isDone = false;
  const once = (name: string, run: (value: Value) => void): Value =>
    nativeValue(name, (_, __, [value = undefinedValue]) => {
      if (!isDone) run(value);
      isDone = true;
      return undefinedValue;
    });
  return [
    once("resolve", (value) => resolvePromise(m, promise, value)),
    once("reject", (value) => rejectPromise(m, promise, new Thrown(value, false, m.frame?.place ?? null))),
  ];
}

/** Runs what may throw, which then rejects the promise. */
export function follow(m: Machine, promise: PromiseValue, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    rejectPromise(m, promise, error);
  }
}

export function rejectPromise(m: Machine, promise: PromiseValue, thrown: Thrown): void {
  const state = promise.hostMade.promise;
  if (state.status !== "pending") return;
  state.thrownAt = thrown.place ?? state.madeAt;
  settle(m, promise, "rejected", thrown.value);
  if (m.forks === 0 && m.pendings.length === 0) m.rejections.push({ promise: state, isFinal: false });
}

export function rejecting(m: Machine, promise: PromiseValue): (thrown: Thrown) => void {
  return (thrown) => rejectPromise(m, promise, thrown);
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
  const mark = m.journal.open.at(-1);
  const isOlder = mark !== undefined && m.forks > 0 && promise.born < mark.epoch;
  state.status = isOlder ? "fulfilled" : status;
  state.value = isOlder ? unknownValue("Whether the promise is settled depends on a condition") : value;
  for (const run of state.waiting.splice(0)) enqueue(m, run);
}

/** Runs one of two as soon as a promise is settled, which is never at once. */
export function whenSettled(
  m: Machine,
  promise: PromiseValue,
  fulfilled: (value: Value) => void,
  rejected: (thrown: Thrown) => void,
): void {
  const state = promise.hostMade.promise;
  state.isHandled = true;
  const run = (): void => {
    if (state.status === "rejected") rejected(thrownBy(state));
    else fulfilled(state.value);
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
  whenSettled(
    m,
    toPromise(m, value),
    (is) => {
      result = is;
    },
    (error) => {
      thrown = error;
    },
  );
  while (result === null && thrown === null && m.forks === 0 && runJob(m));
  if (thrown !== null) throw thrown;
  if (isUnknown(result)) mayTakeTime(m);
  return result ?? unknownValue("What it waits for does not come", m.frame?.place ?? null);
}
