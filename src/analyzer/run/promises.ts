import { newObject } from "../values/containers.ts";
import { noteEffects } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, PromiseState, Value } from "../values/value.ts";
import { tick } from "./budget.ts";
import { isCertain, type Machine } from "./machine.ts";
import { nativeValue } from "./native-value.ts";
import { Thrown } from "./stops.ts";

/*
 * Promises, and the jobs that wait for them, in the order in which the language runs them. In an arm of an undecided
 * condition a job runs at once: later, the arm would be over.
 */

export function newPromise(
  m: Machine,
): ObjectValue & { readonly hostMade: { readonly promise: PromiseState } } {
  noteEffects(m.journal.watch);
  const promise: PromiseState = { status: "pending", value: undefinedValue, waiting: [], isHandled: false };
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
  if (promise.hostMade.promise.status !== "pending") return;
  settle(m, promise, "rejected", thrown.value);
  if (isCertain(m) || m.tries.length > 0) m.rejections.push({ promise: promise.hostMade.promise, thrown });
}

export function rejecting(m: Machine, promise: PromiseValue): (value: Value) => void {
  return (value) => rejectPromise(m, promise, new Thrown(value, false, null));
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
  rejected: (value: Value) => void,
): void {
  const state = promise.hostMade.promise;
  state.isHandled = true;
  const run = (): void => (state.status === "rejected" ? rejected : fulfilled)(state.value);
  if (state.status === "pending") state.waiting.push(run);
  else enqueue(m, run);
}

export function enqueue(m: Machine, job: () => void): void {
  noteEffects(m.journal.watch);
  if (m.forks > 0) job();
  else m.jobs.push(job);
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
    (is) => {
      thrown = new Thrown(
        is,
        false,
        m.rejections.findLast(({ promise }) => promise.value === is)?.thrown.place ?? null,
      );
    },
  );
  while (result === null && thrown === null && m.forks === 0 && runJob(m));
  if (thrown !== null) throw thrown;
  return result ?? unknownValue("What it waits for does not come", m.frame?.place ?? null);
}

/** Runs the next job, or the next timer where there is none; false where nothing waits. */
function runJob(m: Machine): boolean {
  tick(m);
  const job = m.jobs.shift() ?? nextTimer(m);
  job?.();
  return job !== undefined;
}

function nextTimer({ timers }: Machine): (() => void) | undefined {
  const first = timers.reduce((least, timer) => Math.min(least, timer.delay), Number.POSITIVE_INFINITY);
  const index = timers.findIndex(({ delay }) => delay === first);
  return index < 0 ? undefined : timers.splice(index, 1)[0]?.run;
}

/** Runs all that still waits; what threw in it without being caught is left in `rejections`. */
export function runJobs(m: Machine): void {
  while (runJob(m));
}
