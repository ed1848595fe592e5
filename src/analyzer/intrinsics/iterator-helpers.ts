import { eachElement, forkMaybe } from "../run/arms/fork.ts";
import { callValue } from "../run/call.ts";
import { asFunction } from "../run/host-refusals.ts";
import { isIterator, isUnknownRow, iteratorOf } from "../run/iteration/iterate.ts";
import { advance, close, ended, newIterator, remaining, rowIterator } from "../run/iteration/iterators.ts";
import { lose } from "../run/iteration/lost-iterators.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray } from "../values/containers.ts";
import { hostText } from "../values/host-text.ts";
import { booleanValue, filled, numberValue, undefinedValue, unknownValue, untyped } from "../values/make.ts";
import { truth } from "../values/truth.ts";
import type { IteratorStep, IteratorValue, UnknownValue, Value } from "../values/value.ts";

/*
 * What hosts since Node 22 offer on every iterator. `map`, `filter`, `take`, `drop` and `flatMap` are lazy: they ask their
 * source for a value when they are asked for one.
 */

type Helper = (m: Machine, source: IteratorValue, args: readonly Value[]) => Value;

const helpers: Readonly<Record<string, Helper>> = {
  map: (m, source, [change = undefinedValue]) =>
    lazy(m, source, change, (step, index) => given(call(m, source, change, step.value, index))),
  filter,
  take: (m, source, args) => limited(m, source, args, take),
  drop: (m, source, args) => limited(m, source, args, drop),
  flatMap,
  toArray: (m, source) => {
    const { elements, doubt } = remaining(m, source, Number.POSITIVE_INFINITY);
    return newArray(m, elements.map(filled), doubt);
  },
  forEach,
  reduce,
  some: (m, source, args) =>
    search(m, source, args, (_, passes) => (passes ? booleanValue(true) : undefined), false),
  every: (m, source, args) =>
    search(m, source, args, (_, passes) => (passes ? undefined : booleanValue(false)), true),
  find: (m, source, args) => search(m, source, args, (value, passes) => (passes ? value : undefined), null),
};

/** The helper of that name; none of asynchronous iterators has one. */
export function iteratorHelper({ isAsync }: IteratorValue, name: string): Value | undefined {
  const helper = isAsync || !Object.hasOwn(helpers, name) ? undefined : helpers[name];
  if (helper === undefined) return undefined;
  return nativeValue(name, (m, self, args) =>
    self.kind === "iterator" ? helper(m, self, args) : unknownValue(`${name} of this is not followed`),
  );
}

/** `Iterator`'s own functions. */
export const iteratorFunctions: Readonly<Record<string, Value>> = {
  from: nativeValue("from", (m, _, [source = undefinedValue]) => {
    const found = iteratorOf(m, source);
    if (isIterator(found)) return found;
    return isUnknownRow(found) ? found : rowIterator(m, found, filled);
  }),
};

/** What a lazy helper makes of a step of its source: a step of its own, or undefined to ask for the next. */
type Change = (step: IteratorStep, index: number) => IteratorStep | undefined;

function lazy(m: Machine, source: IteratorValue, fn: Value, change: Change): IteratorValue {
  asFunction(m, fn);
  let index = 0;
  return newIterator(m, {
    next: () => {
      for (;;) {
        const step = nextOf(m, source);
        if (step.doubt !== null) return giveUp(m, source, fn, step.doubt);
        if (step.isDone) return ended;
        const made = change(step, index++);
        if (made !== undefined) return made;
      }
    },
    return: () => closed(m, source),
  });
}

function nextOf(m: Machine, source: IteratorValue): IteratorStep {
  return advance(m, source, (from) => from.next(undefinedValue));
}

function closed(m: Machine, source: IteratorValue): IteratorStep {
  close(m, source);
  return ended;
}

function given(value: Value): IteratorStep {
  return { isDone: false, value, doubt: null };
}

/** The values of a source are unknown from here on. The function may still be called with some of them. */
function giveUp(m: Machine, source: IteratorValue, fn: Value, doubt: UnknownValue): IteratorStep {
  lose(m, source, doubt);
  forkMaybe(m, doubt, () => callValue(m, fn, undefinedValue, [doubt, doubt, doubt]));
  return lost(doubt);
}

/** The end of what is known of an iterator. */
function lost(doubt: UnknownValue | null): IteratorStep {
  return { isDone: true, value: doubt ?? undefinedValue, doubt };
}

/** Calls an author's function with an element; if it throws, the iterator ends. */
function call(m: Machine, source: IteratorValue, fn: Value, value: Value, index: number): Value {
  try {
    return callValue(m, fn, undefinedValue, [value, numberValue(index)]);
  } catch (error) {
    close(m, source);
    throw error;
  }
}

function filter(m: Machine, source: IteratorValue, [test = undefinedValue]: readonly Value[]): Value {
  return lazy(m, source, test, ({ value }, index) => {
    const passes = truth(call(m, source, test, value, index));
    if (typeof passes !== "boolean")
      return giveUp(m, source, test, unknownValue(passes.reason, passes.because));
    return passes ? given(value) : undefined;
  });
}

function flatMap(m: Machine, source: IteratorValue, [change = undefinedValue]: readonly Value[]): Value {
  let inner: IteratorValue | null = null;
  const outer = lazy(m, source, change, ({ value }, index) => given(call(m, source, change, value, index)));
  return newIterator(m, {
    next: () => {
      for (;;) {
        const step = inner === null ? ended : nextOf(m, inner);
        if (!step.isDone || step.doubt !== null) return step.isDone ? lost(step.doubt) : step;
        const next = nextOf(m, outer);
        if (next.isDone) return next;
        const found = iteratorOf(m, next.value);
        if (isUnknownRow(found)) return lost(found);
        inner = isIterator(found) ? found : rowIterator(m, found, filled);
      }
    },
    return: () => {
      if (inner !== null) close(m, inner);
      return closed(m, source);
    },
  });
}

function limited(
  m: Machine,
  source: IteratorValue,
  [limit = undefinedValue]: readonly Value[],
  make: (m: Machine, source: IteratorValue, most: number) => IteratorValue,
): Value {
  if (limit.kind === "unknown") return limit;
  const most = limit.kind === "number" ? plainNumber(limit) : Number.NaN;
  if (most === undefined) return unknownValue("How many it takes is not known");
  if (Number.isNaN(most) || most < 0) throwError(m, "RangeError", `${hostText(limit)} must be positive`);
  return make(m, source, Math.trunc(most));
}

function take(m: Machine, source: IteratorValue, most: number): IteratorValue {
  let left = most;
  const next = (): IteratorStep => {
    if (left <= 0) return closed(m, source);
    left -= 1;
    return nextOf(m, source);
  };
  return newIterator(m, { next, return: () => closed(m, source) });
}

function drop(m: Machine, source: IteratorValue, count: number): IteratorValue {
  let left = count;
  const next = (): IteratorStep => {
    while (left > 0) {
      left -= 1;
      const step = nextOf(m, source);
      if (step.isDone || step.doubt !== null) return step.isDone ? step : lost(step.doubt);
    }
    return nextOf(m, source);
  };
  return newIterator(m, { next, return: () => closed(m, source) });
}

function forEach(m: Machine, source: IteratorValue, [visit = undefinedValue]: readonly Value[]): Value {
  asFunction(m, visit);
  for (let index = 0; ; index++) {
    const { isDone, value, doubt } = nextOf(m, source);
    if (doubt !== null) {
      const rest = isDone ? [] : [value, ...remaining(m, source, Number.POSITIVE_INFINITY).elements];
      eachElement(m, { elements: rest, doubt: { why: untyped(doubt), sure: 0 } }, (element) =>
        callValue(m, visit, undefinedValue, [element, doubt]),
      );
      return undefinedValue;
    }
    if (isDone) return undefinedValue;
    call(m, source, visit, value, index);
  }
}

function reduce(m: Machine, source: IteratorValue, args: readonly Value[]): Value {
  const [change = undefinedValue, start] = args;
  asFunction(m, change);
  let result = start;
  for (let index = 0; ; index++) {
    const { isDone, value, doubt } = nextOf(m, source);
    if (doubt !== null) return giveUp(m, source, change, doubt).value;
    if (isDone)
      return result ?? throwError(m, "TypeError", "Reduce of a done iterator with no initial value");
    result =
      result === undefined
        ? value
        : callValue(m, change, undefinedValue, [result, value, numberValue(index)]);
  }
}

/** Goes through an iterator until an element answers; then the rest is not asked for. */
function search(
  m: Machine,
  source: IteratorValue,
  [test = undefinedValue]: readonly Value[],
  answer: (value: Value, passes: boolean) => Value | undefined,
  otherwise: boolean | null,
): Value {
  asFunction(m, test);
  for (let index = 0; ; index++) {
    const { isDone, value, doubt } = nextOf(m, source);
    if (doubt !== null) return giveUp(m, source, test, doubt).value;
    if (isDone) return otherwise === null ? undefinedValue : booleanValue(otherwise);
    const passes = truth(call(m, source, test, value, index));
    if (typeof passes !== "boolean")
      return giveUp(m, source, test, unknownValue(passes.reason, passes.because)).value;
    const found = answer(value, passes);
    if (found === undefined) continue;
    close(m, source);
    return found;
  }
}
