import { undefinedValue } from "../../values/make.ts";
import type { IteratorSource, IteratorStep, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { Thrown } from "../stops.ts";
import { mayTakeTime } from "./jobs.ts";
import { withLateRest } from "./late-rest.ts";
import { awaited, follow, newPromise, resolvePromise, toPromise, whenSettled } from "./promises.ts";

/** Runs an async function up to its first `await`; jobs do the rest. `begin` binds its parameters. */
export function runAsync(m: Machine, begin: () => IteratorSource): Value {
  const promise = newPromise(m);
  const { mayFollow } = promise.hostMade.promise;
  const goOn = (how: () => IteratorStep): void =>
    follow(
      m,
      promise,
      () => withLateRest(m, mayFollow, how),
      ({ isDone, value, doubt }) => {
        if (isDone) resolvePromise(m, promise, doubt ?? value);
        else waitFor(m, doubt ?? value, goOn, source);
      },
    );
  let source: IteratorSource = { next: () => ({ isDone: true, value: undefinedValue, doubt: null }) };
  goOn(() => {
    source = begin();
    return source.next(undefinedValue);
  });
  return promise;
}

function waitFor(
  m: Machine,
  value: Value,
  goOn: (how: () => IteratorStep) => void,
  source: IteratorSource,
): void {
  const ended: IteratorStep = { isDone: true, value: undefinedValue, doubt: null };
  whenSettled(
    m,
    toPromise(m, value),
    (is, perhaps) => {
      if (is.kind === "unknown") mayTakeTime(m);
      goOn(() => {
        m.mayThrow = perhaps ?? null;
        return source.next(is);
      });
    },
    (error) => goOn(() => source.throw?.(error.value, error.place) ?? ended),
  );
}

/** The values of an async generator: what it awaits does not come out of it. */
export function withoutAwaits(m: Machine, source: IteratorSource): IteratorSource {
  const given = (first: IteratorStep): IteratorStep => {
    let step = first;
    while (step.isAwait && !step.isDone) step = settled(m, source, step.value);
    return step;
  };
  return {
    next: (sent) => given(source.next(sent)),
    return: (value) => given(source.return?.(value) ?? { isDone: true, value, doubt: null }),
    throw: (error, at) => given(source.throw?.(error, at) ?? { isDone: true, value: error, doubt: null }),
  };
}

function settled(m: Machine, source: IteratorSource, value: Value): IteratorStep {
  let result: Value;
  try {
    result = awaited(m, value);
  } catch (error) {
    if (!(error instanceof Thrown) || source.throw === undefined) throw error;
    return source.throw(error.value, error.place);
  }
  return source.next(result);
}

/** What a method of an async generator gives: a promise of what it would give at once. */
export function promiseOf(m: Machine, run: () => Value): Value {
  const promise = newPromise(m);
  follow(m, promise, run, (value) => resolvePromise(m, promise, value));
  return promise;
}
