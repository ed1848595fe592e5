import { forkValue } from "../run/arms/fork.ts";
import {
  addPerhaps,
  handledFault,
  isThrown,
  joinWorldsOf,
  perhapsThrowHere,
  withdrawFaults,
} from "../run/arms/perhaps-thrown.ts";
import { callValue, isCallable } from "../run/call.ts";
import { isNoFunction, isPrimitive } from "../run/host-refusals.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import {
  follow,
  goOnOrNot,
  isOlderThanArm,
  isPromise,
  newPromise,
  passOn,
  rejectPromise,
  resolvePromise,
  resolvers,
  settle,
  toPromise,
  whenSettled,
} from "../run/jobs/promises.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { type NativeCall, nativeValue } from "../run/native-value.ts";
import type { PerhapsThrown } from "../run/records.ts";
import { noteUnfollowed } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { throwError } from "../run/throw-error.ts";
import { refuseSelf } from "../run/wrong-self.ts";
import { newArray, newObject } from "../values/containers.ts";
import { hostText } from "../values/host-text.ts";
import { join, type Meeting, meetingBecause } from "../values/join.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, Value } from "../values/value.ts";
import { newAggregateError } from "./errors.ts";

type PromiseValue = ReturnType<typeof newPromise>;

/** Waits for several: `put` is called with each as it is settled, `end` where all are. */
function collect(
  m: Machine,
  source: Value,
  each: (part: PromiseValue, whole: PromiseValue, put: (value: Value) => void) => void,
  end: (whole: PromiseValue, values: Value[]) => void,
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
    if (left === 0) end(whole, values);
    let mayLack = false;
    for (const [index, element] of row.elements.entries()) {
      const put = (value: Value): void => {
        values[index] = value;
        left -= 1;
        mayLack ||= isOlderThanArm(m, whole);
        if (left === 0) goOnOrNot(m, mayLack, () => end(whole, values));
      };
      each(toPromise(m, element), whole, put);
    }
  });
  return whole;
}

function rejected(m: Machine, { value }: Thrown): Value {
  return outcome(m, "rejected", "reason", value);
}

function meetingOf({ why }: PerhapsThrown): Meeting {
  return meetingBecause(why.because);
}

function outcome(m: Machine, status: string, key: string, value: Value): Value {
  return newObject(m, new Map([["status", stringValue(status)] as const, [key, value] as const]));
}

const functions: Readonly<Record<string, NativeCall>> = {
  resolve: (m, _, [value = undefinedValue]) => toPromise(m, value),
  reject: (m, _, [value = undefinedValue]) => {
    const promise = newPromise(m);
    rejectPromise(m, promise, new Thrown(value, false, null));
    return promise;
  },
  all: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole, put) => passOn(m, part, whole, put),
      (whole, values) => resolvePromise(m, whole, newArray(m, values)),
    ),
  allSettled: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, _whole, put) =>
        whenSettled(
          m,
          part,
          (value, perhaps) => {
            const own = outcome(m, "fulfilled", "value", value);
            if (perhaps !== undefined) joinWorldsOf(m, perhaps);
            const fault = handledFault(m, perhaps);
            if (fault !== undefined) put(rejected(m, fault));
            else
              put(perhaps === undefined ? own : join(own, rejected(m, perhaps.thrown), meetingOf(perhaps)));
          },
          (thrown) => put(rejected(m, thrown)),
        ),
      (whole, values) => resolvePromise(m, whole, newArray(m, values)),
    ),
  race: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole) => passOn(m, part, whole, (value) => resolvePromise(m, whole, value)),
      () => undefined,
    ),
  any: (m, _, [source = undefinedValue]) =>
    collect(
      m,
      source,
      (part, whole, put) =>
        whenSettled(
          m,
          part,
          (value, perhaps) => {
            const fault = handledFault(m, perhaps);
            if (fault !== undefined) {
              put(fault.value);
              return;
            }
            const state = whole.hostMade.promise;
            if (perhaps !== undefined && state.status === "pending")
              addPerhaps(state, { ...perhaps, thrown: new Thrown(perhaps.why, false, null) });
            resolvePromise(m, whole, perhaps === undefined ? value : perhaps.why);
          },
          ({ value }) => put(value),
        ),
      (whole, errors) => rejectPromise(m, whole, new Thrown(noneFulfilled(m, errors), false, null)),
    ),
};

/** What `Promise.any` is rejected with where all are rejected. */
function noneFulfilled(m: Machine, errors: Value[]): Value {
  return newAggregateError(m, newArray(m, errors), "All promises were rejected");
}

function newPromiseBy(m: Machine, [executor = undefinedValue]: readonly Value[]): Value {
  if (isNoFunction(executor))
    throwError(m, "TypeError", `Promise resolver ${hostText(executor)} is not a function`);
  const promise = newPromise(m);
  const [resolve, reject] = resolvers(m, promise);
  follow(m, promise, () => callValue(m, executor, undefinedValue, [resolve, reject]));
  return promise;
}

/** What `promise.then` does. Without a handler, what the promise is settled with is passed on. */
function react(
  m: Machine,
  promise: PromiseValue,
  onFulfilled: ((value: Value) => Value) | null,
  onRejected: ((thrown: Thrown) => Value) | null,
): Value {
  const next = newPromise(m);
  const run = (handle: () => Value): void =>
    follow(m, next, handle, (value) => resolvePromise(m, next, value));
  whenSettled(
    m,
    promise,
    (value, perhaps) => {
      const handled = (): Value => (onFulfilled === null ? value : onFulfilled(value));
      if (perhaps !== undefined && onRejected !== null) {
        joinWorldsOf(m, perhaps);
        if (perhaps.faults !== undefined) {
          handleFault(m, next, perhaps, onRejected);
          return;
        }
        run(() => forkValue(m, isThrown(perhaps), () => onRejected(perhaps.thrown), handled));
        return;
      }
      if (perhaps !== undefined) addPerhaps(next.hostMade.promise, perhaps);
      if (onFulfilled === null) settle(m, next, "fulfilled", value);
      else run(handled);
    },
    (thrown) => {
      if (onRejected === null) rejectPromise(m, next, thrown);
      else run(() => onRejected(thrown));
    },
  );
  return next;
}

/**
 * A fault that is reported reaches a handler. It stays a problem where the handler only tells it, or throws it again.
 */
function handleFault(
  m: Machine,
  next: PromiseValue,
  fault: PerhapsThrown,
  handle: (thrown: Thrown) => Value,
): void {
  const { told } = m;
  const handled = (): Value => {
    try {
      return handle(fault.thrown);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      if (error.value !== fault.thrown.value) {
        withdrawFaults(m, fault);
        throw error;
      }
      perhapsThrowHere(m, fault);
      return fault.why;
    }
  };
  follow(m, next, handled, (value) => {
    const isTold = m.told > told && value.kind === "undefined";
    if (!isTold && value !== fault.why) withdrawFaults(m, fault);
    resolvePromise(m, next, value);
  });
}

/** `promise.then(onFulfilled, onRejected)` */
function then(m: Machine, promise: PromiseValue, onFulfilled: Value, onRejected: Value): Value {
  const call = (handler: Value) => (value: Value) => callValue(m, handler, undefinedValue, [value]);
  return react(
    m,
    promise,
    isCallable(onFulfilled) ? call(onFulfilled) : null,
    isCallable(onRejected) ? ({ value }) => call(onRejected)(value) : null,
  );
}

/** `promise.finally(visit)`: it waits for what the visitor gives, and goes on with what was there before. */
function lastly(m: Machine, promise: PromiseValue, visit: Value): Value {
  if (!isCallable(visit)) return react(m, promise, null, null);
  const next = newPromise(m);
  const visited = (then: () => Value, perhaps?: PerhapsThrown): void => {
    const run = (): Value => react(m, toPromise(m, callValue(m, visit, undefinedValue, [])), then, null);
    follow(m, next, run, (value) => {
      if (perhaps !== undefined) addPerhaps(next.hostMade.promise, perhaps);
      resolvePromise(m, next, value);
    });
  };
  whenSettled(
    m,
    promise,
    (value, perhaps) => visited(() => value, perhaps),
    (thrown) => visited(() => raised(thrown)),
  );
  return next;
}

function raised(thrown: Thrown): never {
  throw thrown;
}

/** Calls the `then` of what has one; undefined for a value that is not a promise of any kind. */
export function thenOf(m: Machine, value: Value): ((args: readonly Value[]) => Value) | undefined {
  if (value.kind !== "object" || value.module !== null) return undefined;
  const method = getMember(m, value, "then");
  if (method.kind !== "function" && method.kind !== "native") return undefined;
  return (args) => callValue(m, method, value, args);
}

/** A function of `Promise`: where it is called on a class of the author's, it makes instances of that. */
function ofClass(name: string, call: NativeCall): Value {
  const asked =
    name === "resolve" || name === "reject"
      ? `Promise${name[0]?.toUpperCase()}${name.slice(1)}`
      : `Promise.${name}`;
  return nativeValue(name, (m, self, args) => {
    if (isPrimitive(self)) throwError(m, "TypeError", `${asked} called on non-object`);
    return self.kind === "class" ? noteUnfollowed(m, "a class that extends Promise") : call(m, self, args);
  });
}

/** What only later hosts have. */
function newer(name: string): Value {
  return unknownValue(`${name} of Promise is not followed`);
}

/** `Promise` */
export const promiseClass: NativeValue = {
  ...nativeValue(
    "Promise",
    (m) => throwError(m, "TypeError", "Promise constructor cannot be invoked without 'new'"),
    {
      ...Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, ofClass(name, call)])),
      ...{ withResolvers: newer("withResolvers"), try: newer("try") },
    },
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
      isPromise(self) ? then(m, self, onFulfilled, onRejected) : noPromise(m, self, "then"),
  ],
  [
    "catch",
    (m, self, [onRejected = undefinedValue]) =>
      isPromise(self) ? then(m, self, undefinedValue, onRejected) : noPromise(m, self, "catch"),
  ],
  [
    "finally",
    (m, self, [visit = undefinedValue]) =>
      isPromise(self) ? lastly(m, self, visit) : noPromise(m, self, "finally"),
  ],
]);

function noPromise(m: Machine, self: Value, name: string): Value {
  if (isPrimitive(self)) refuseSelf(m, self, `Promise.prototype.${name}`);
  return unknownValue("It is no promise that is followed");
}
