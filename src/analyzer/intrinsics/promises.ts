import { callValue, isCallable } from "../run/call.ts";
import { isUnknownRow, iterate } from "../run/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import {
  enqueue,
  follow,
  isPromise,
  newPromise,
  rejecting,
  rejectPromise,
  resolvePromise,
  resolvers,
  settle,
  toPromise,
  whenSettled,
} from "../run/promises.ts";
import { Thrown } from "../run/stops.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray, newObject } from "../values/containers.ts";
import { noteEffects } from "../values/journal.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, Value } from "../values/value.ts";

type PromiseValue = ReturnType<typeof newPromise>;

/** Waits for several: `put` is called with each as it is settled, `end` where all are. */
function collect(
  m: Machine,
  source: Value,
  each: (part: PromiseValue, whole: PromiseValue, put: (value: Value) => void, index: number) => void,
  end: (values: Value[]) => Value,
): Value {
  const whole = newPromise(m);
  follow(m, whole, () => {
    const row = iterate(m, source);
    if (isUnknownRow(row) || row.doubt !== null) {
      resolvePromise(m, whole, isUnknownRow(row) ? row : (row.doubt?.why ?? undefinedValue));
      return;
    }
    const values: Value[] = row.elements.map(() => undefinedValue);
    let left = values.length;
    if (left === 0) resolvePromise(m, whole, end(values));
    for (const [index, element] of row.elements.entries()) {
      const put = (value: Value): void => {
        values[index] = value;
        left -= 1;
        if (left === 0) resolvePromise(m, whole, end(values));
      };
      each(toPromise(m, element), whole, put, index);
    }
  });
  return whole;
}

const refusing = (m: Machine, whole: PromiseValue) => (error: Value) =>
  rejectPromise(m, whole, new Thrown(error, false, null));

function outcome(m: Machine, status: string, key: string, value: Value): Value {
  return newObject(m, new Map([["status", stringValue(status)] as const, [key, value] as const]));
}

const functions: Readonly<Record<string, NativeCall>> = {
  resolve: (m, _, [value = undefinedValue]) => toPromise(m, value),
  reject: (m, _, [value = undefinedValue]) => {
    const promise = newPromise(m);
    rejectPromise(m, promise, new Thrown(value, false, m.frame?.place ?? null));
    return promise;
  },
  all: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole, put) => whenSettled(m, part, put, refusing(m, whole)),
      (values) => newArray(m, values),
    ),
  allSettled: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, _whole, put) =>
        whenSettled(
          m,
          part,
          (value) => put(outcome(m, "fulfilled", "value", value)),
          (value) => put(outcome(m, "rejected", "reason", value)),
        ),
      (values) => newArray(m, values),
    ),
  race: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole) => whenSettled(m, part, (value) => resolvePromise(m, whole, value), refusing(m, whole)),
      () => undefinedValue,
    ),
  any: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole, put) => whenSettled(m, part, (value) => resolvePromise(m, whole, value), put),
      () => unknownValue("That all promises are rejected is not followed"),
    ),
};

function newPromiseBy(m: Machine, [executor = undefinedValue]: readonly Value[]): Value {
  const promise = newPromise(m);
  const [resolve, reject] = resolvers(m, promise);
  follow(m, promise, () => callValue(m, executor, undefinedValue, [resolve, reject]));
  return promise;
}

/** `promise.then(onFulfilled, onRejected)` */
function then(m: Machine, promise: PromiseValue, onFulfilled: Value, onRejected: Value): Value {
  const next = newPromise(m);
  const reaction = (handler: Value, otherwise: (value: Value) => void) => (value: Value) => {
    if (!isCallable(handler)) otherwise(value);
    else follow(m, next, () => resolvePromise(m, next, callValue(m, handler, undefinedValue, [value])));
  };
  const pass = (value: Value): void => settle(m, next, "fulfilled", value);
  whenSettled(m, promise, reaction(onFulfilled, pass), reaction(onRejected, rejecting(m, next)));
  return next;
}

/** Calls the `then` of what has one; undefined for a value that is not a promise of any kind. */
export function thenOf(m: Machine, value: Value): ((args: readonly Value[]) => Value) | undefined {
  if (value.kind !== "object" || value.module !== null) return undefined;
  const method = getMember(m, value, "then");
  if (method.kind !== "function" && method.kind !== "native") return undefined;
  return (args) => callValue(m, method, value, args);
}

/** `Promise` */
export const promiseClass: NativeValue = {
  ...nativeValue(
    "Promise",
    () => undefinedValue,
    Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, nativeValue(name, call)])),
  ),
  construct: (m, args) => newPromiseBy(m as Machine, args),
};

/** What promises have. */
export function promiseMember(name: string): Value | undefined {
  const call = methods.get(name);
  return call === undefined ? undefined : nativeValue(name, call);
}

const methods: ReadonlyMap<string, NativeCall> = new Map<string, NativeCall>([
  [
    "then",
    (m, self, [onFulfilled = undefinedValue, onRejected = undefinedValue]) =>
      isPromise(self) ? then(m, self, onFulfilled, onRejected) : self,
  ],
  [
    "catch",
    (m, self, [onRejected = undefinedValue]) =>
      isPromise(self) ? then(m, self, undefinedValue, onRejected) : self,
  ],
  [
    "finally",
    (m, self, [visit = undefinedValue]) =>
      isPromise(self) ? then(m, self, afterVisit(visit, false), afterVisit(visit, true)) : self,
  ],
]);

/** What `finally` does: it waits for what the visitor gives, and goes on with what was there before. */
function afterVisit(visit: Value, isError: boolean): Value {
  return nativeValue("finally", (m, _, [value = undefinedValue]) => {
    const pass = nativeValue("pass", () => {
      if (isError) throw new Thrown(value, false, null);
      return value;
    });
    return then(m, toPromise(m, callValue(m, visit, undefinedValue, [])), pass, undefinedValue);
  });
}

/** `setTimeout` and its like: what they are given runs later. */
export const timerFunctions: Readonly<Record<string, Value>> = {
  queueMicrotask: nativeValue("queueMicrotask", (m, _, [visit = undefinedValue]) => {
    enqueue(m, () => void callValue(m, visit, undefinedValue, []));
    return undefinedValue;
  }),
  setTimeout: nativeValue("setTimeout", (m, _, [visit = undefinedValue, delay, ...args]) =>
    later(m, visit, (delay && plainNumber(delay)) || 1, args),
  ),
  setImmediate: nativeValue("setImmediate", (m, _, [visit = undefinedValue, ...args]) =>
    later(m, visit, 0, args),
  ),
  clearTimeout: nativeValue("clearTimeout", (m, _, [handle]) => {
    noteEffects(m.journal.watch);
    const index = m.timers.findIndex((timer) => timer.handle === handle);
    if (index >= 0 && m.forks === 0) m.timers.splice(index, 1);
    return undefinedValue;
  }),
};

function later(m: Machine, visit: Value, delay: number, args: readonly Value[]): Value {
  noteEffects(m.journal.watch);
  const handle = unknownValue("A timer is not known");
  const run = (): void => void callValue(m, visit, undefinedValue, args);
  if (m.forks === 0) m.timers.push({ run, delay, handle });
  return handle;
}
