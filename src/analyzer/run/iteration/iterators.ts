import { mayBe } from "../../values/among.ts";
import { newObject } from "../../values/containers.ts";
import { lackingDoubt, rowFrom, whyLacking } from "../../values/doubt.ts";
import { isNullish } from "../../values/equality.ts";
import { noteEffects } from "../../values/journal.ts";
import { wellKnownKey } from "../../values/keys.ts";
import { booleanValue, undefinedValue, unknownValue, untyped } from "../../values/make.ts";
import type {
  IteratorSource,
  IteratorStep,
  IteratorValue,
  Row,
  RowDoubt,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { tick } from "../budget.ts";
import { promiseOf } from "../jobs/async-functions.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { Thrown } from "../stops.ts";
import { refuseSelf } from "../wrong-self.ts";
import { forgetRest, perhapsThrow } from "./lost-iterators.ts";

export function newIterator(m: Machine, source: IteratorSource): IteratorValue {
  return {
    kind: "iterator",
    source,
    born: m.journal.epoch,
    made: m.journal.clock,
    isDone: false,
    lost: null,
  };
}

/** Goes through a row, which may grow meanwhile. */
export function rowIterator(
  m: Machine,
  row: Row,
  read: (element: Value, index: number) => Value,
): IteratorValue {
  let at = 0;
  return newIterator(m, {
    next: () => {
      const { elements, doubt } = row;
      const why = doubt !== null && at >= doubt.sure ? doubt.why : null;
      const lacks = doubt?.lacking === undefined ? {} : { lacks: whyLacking(doubt, at) };
      if (at >= elements.length) return { ...ended, doubt: why, ...lacks };
      at += 1;
      return { isDone: false, value: read(elements[at - 1] ?? undefinedValue, at - 1), doubt: why, ...lacks };
    },
    left: () => row.elements.length - at,
    rest: () => {
      const from = at;
      at = row.elements.length;
      const { elements, doubt } = rowFrom(row, from);
      return { elements: elements.map((element, index) => read(element, from + index)), doubt };
    },
  });
}

export const ended: IteratorStep = { isDone: true, value: undefinedValue, doubt: null };

/** One step of an iterator: its next value, what it gives at its end, or undefined behind that. */
export function advance(
  m: Machine,
  iterator: IteratorValue,
  how: (source: IteratorSource) => IteratorStep,
): IteratorStep {
  tick(m);
  noteEffects(m.journal.watch, iterator.made);
  loseWithin(m, iterator);
  const { lost } = iterator;
  if (lost !== null) {
    forgetRest(m, iterator, lost);
    return { isDone: true, value: lost, doubt: lost };
  }
  if (iterator.isDone) return ended;
  try {
    const step = how(iterator.source);
    iterator.isDone = step.isDone;
    return step;
  } catch (error) {
    iterator.isDone = true;
    throw error;
  }
}

/** In an arm of an undecided condition an older iterator cannot go on: in the other arm it does not. */
function loseWithin(m: Machine, iterator: IteratorValue): void {
  const mark = m.journal.open.at(-1);
  if (mark === undefined || iterator.born >= mark.epoch || iterator.isDone) return;
  iterator.lost ??= unknownValue("How far the iterator has got depends on a condition");
}

/** All that an iterator still gives, or the first so many. */
export function remaining(m: Machine, iterator: IteratorValue, most: number): Row {
  noteEffects(m.journal.watch, iterator.made);
  loseWithin(m, iterator);
  const { source } = iterator;
  if (source.rest !== undefined && most === Number.POSITIVE_INFINITY && isFresh(iterator)) {
    iterator.isDone = true;
    return source.rest();
  }
  const row: { elements: Value[]; doubt: RowDoubt | null } = { elements: [], doubt: null };
  const lacking: [number, UnknownValue][] = [];
  while (row.elements.length < most) {
    const step = advance(m, iterator, (from) => from.next(undefinedValue));
    const why = most === Number.POSITIVE_INFINITY && step.lacks !== undefined ? null : step.doubt;
    if (why !== null) row.doubt ??= { why: untyped(why), sure: row.elements.length };
    if (step.lacks) lacking.push([row.elements.length, step.lacks]);
    if (step.isDone) return { ...row, doubt: row.doubt ?? lackingDoubt(lacking) };
    row.elements.push(step.value);
  }
  close(m, iterator);
  return row;
}

function isFresh({ isDone, lost }: IteratorValue): boolean {
  return !isDone && lost === null;
}

/** Ends an iterator before its end, as `break` in a loop does. Those of arrays and maps have no end of that kind. */
export function close(m: Machine, iterator: IteratorValue): void {
  if (iterator.isDone || iterator.source.return === undefined) return;
  advance(m, iterator, (source) => source.return?.(undefinedValue) ?? ended);
  iterator.isDone = true;
}

/** The methods of iterators. */
export function iteratorMember(m: Machine, iterator: IteratorValue, name: string): Value {
  switch (name) {
    case "next":
      return method(
        name,
        iterator,
        (source, value) => source.next(value),
        () => ended,
      );
    case "return":
      return method(
        name,
        iterator,
        (source, value) => source.return?.(value) ?? { isDone: true, value, doubt: null },
        (value) => ({ isDone: true, value, doubt: null }),
      );
    case "throw":
      return method(name, iterator, (source, value) => source.throw?.(value) ?? ended, rethrow);
    case wellKnownKey(iterator.isAsync ? "asyncIterator" : "iterator"):
      return nativeValue(name, () => iterator);
  }
  return m.intrinsics.member(m, iterator, name) ?? undefinedValue;
}

/** The effect of `throw` on an iterator that has ended. */
function rethrow(value: Value): never {
  throw new Thrown(value, false, null);
}

function method(
  name: string,
  iterator: IteratorValue,
  how: (source: IteratorSource, value: Value) => IteratorStep,
  atEnd: (value: Value) => IteratorStep,
): Value {
  return nativeValue(name, (m, self, [value = undefinedValue]) => {
    if (isNullish(self)) refuseSelf(m, self, `Iterator.prototype.${name}`);
    const used = self.kind === "iterator" ? self : iterator;
    const go = (): Value => {
      const isOver = used.isDone && used.lost === null;
      // Where it has ended already, it throws what it is given.
      if (name === "throw" && used.lost !== null) perhapsThrow(m, used.lost, value);
      const step = isOver ? atEnd(value) : advance(m, used, (source) => how(source, value));
      used.lost ??= step.doubt;
      const given = stepValue(m, step);
      return step.doubt === null ? given : mayBe(step.doubt, [given]);
    };
    return used.isAsync ? promiseOf(m, go) : go();
  });
}

/** `{ value, done }` */
function stepValue(m: Machine, { value, isDone }: IteratorStep): Value {
  return newObject(
    m,
    new Map([
      ["value", value],
      ["done", booleanValue(isDone)],
    ]),
  );
}
