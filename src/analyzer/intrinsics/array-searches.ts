import { forkMaybe } from "../run/arms/fork.ts";
import { callValue } from "../run/call.ts";
import { asFunction } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { newArray } from "../values/containers.ts";
import { indexOf as indexOfRow, newRow, rowFrom, whyLacking } from "../values/doubt.ts";
import { equality, sameValueZero } from "../values/equality.ts";
import { somePart } from "../values/held.ts";
import {
  booleanValue,
  filled,
  hole,
  numberValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { truth } from "../values/truth.ts";
import type { ArrayValue, Row, UnknownValue, Value } from "../values/value.ts";
import { openNumber, reversed, whole } from "./indices.ts";

/** `some` and `every`: whether an element answers as wanted. */
export function decide(m: Machine, array: ArrayValue, test: Value = undefinedValue, wanted: boolean): Value {
  const ask = asking(m, array, test);
  const { doubt } = array;
  const count = array.elements.length;
  let open: UnknownValue | null = null;
  for (let index = 0; index < count; index++) {
    if ((array.elements[index] ?? hole) === hole) continue;
    const why: UnknownValue | null = open ?? whyLacking(doubt, index);
    const answer: Answer = why === null ? ask(index) : perhaps(m, why, () => ask(index));
    if (answer === !wanted) continue;
    const isThere = whyLacking(doubt, index) === null;
    if (answer === wanted && isThere) return booleanValue(wanted);
    open ??= typeof answer === "boolean" ? why : answer;
  }
  open ??= askFurther(m, array, test);
  return open === null ? booleanValue(!wanted) : undecided(open.reason, open.because);
}

/** The index of the first element that passes; undefined where none does, unknown where that is not known. */
export function search(
  m: Machine,
  array: ArrayValue,
  test: Value = undefinedValue,
  turnedFrom?: ArrayValue,
): number | UnknownValue | undefined {
  const ask = asking(m, array, test, turnedFrom);
  const { doubt } = array;
  const count = array.elements.length;
  let open: UnknownValue | null = null;
  for (let index = 0; index < count; index++) {
    const why: UnknownValue | null = open ?? whyLacking(doubt, index);
    const answer: Answer = why === null ? ask(index) : perhaps(m, why, () => ask(index));
    if (answer === false) continue;
    if (answer === true && why === null) return index;
    open ??= typeof answer === "boolean" ? why : answer;
  }
  return open ?? askFurther(m, array, test) ?? undefined;
}

/** What a test says of an element: whether it passes, or why that is not known. */
type Answer = boolean | UnknownValue;

/** Where a row was turned around, the test is told of the places in the row that it was made from. */
function asking(
  m: Machine,
  array: ArrayValue,
  test: Value,
  turnedFrom?: ArrayValue,
): (index: number) => Answer {
  asFunction(m, test);
  const last = array.elements.length - 1;
  const placeOf = (index: number): Value => {
    if (turnedFrom === undefined) return indexOfRow(array, index);
    return turnedFrom.doubt?.why ?? numberValue(last - index);
  };
  return (index) => {
    const element = filled(array.elements[index] ?? undefinedValue);
    const args = [element, placeOf(index), turnedFrom ?? array];
    const answer = truth(callValue(m, test, undefinedValue, args));
    return typeof answer === "boolean" ? answer : unknownValue(answer.reason, answer.because);
  };
}

/** The answer of a test that may not run, because an earlier element was found or this one is missing. */
function perhaps(m: Machine, why: UnknownValue, ask: () => Answer): Answer {
  let answer: Answer = false;
  forkMaybe(
    m,
    why,
    () => {
      answer = ask();
      return undefinedValue;
    },
    false,
  );
  return answer;
}

/** Where the length of a row is unknown, its test may run on further elements. The reason, or null if the length is known. */
function askFurther(m: Machine, array: ArrayValue, test: Value): UnknownValue | null {
  const { doubt } = array;
  if (doubt === null || doubt.lacking !== undefined) return null;
  forkMaybe(m, doubt.why, () => callValue(m, test, undefinedValue, [somePart(doubt.why, array), doubt.why]));
  return doubt.why;
}

export function searchLast(
  m: Machine,
  array: ArrayValue,
  test: Value | undefined,
): number | UnknownValue | undefined {
  const turned = newArray(m, array.elements.slice().reverse(), reversed(array));
  const index = search(m, turned, test, array);
  if (typeof index !== "number") return index;
  return array.doubt?.why ?? array.elements.length - 1 - index;
}

export function found(array: ArrayValue, index: number | UnknownValue | undefined): Value {
  return typeof index === "number"
    ? filled(array.elements[index] ?? undefinedValue)
    : index === undefined
      ? undefinedValue
      : somePart(index, array);
}

/** The index of a place in a row. */
export function indexValue(index: number | UnknownValue | undefined, row: Row = newRow([])): Value {
  if (typeof index === "object") return index;
  return index === undefined ? numberValue(-1) : indexOfRow(row, index);
}

type Same = (left: Value, right: Value, isLoose: boolean) => Value;

/** Where a value stands first. */
export function position(array: Row, value: Value, isSame: Same): number | UnknownValue | undefined {
  const { elements, doubt } = array;
  for (const [index, element] of elements.entries()) {
    const why = whyLacking(doubt, index);
    if (why !== null && doubt?.lacking === undefined) return why;
    if (element === hole && isSame === equality) continue;
    const answer = truth(isSame(filled(element), value, false));
    if (typeof answer !== "boolean") return unknownValue(answer.reason, answer.because);
    if (answer) return why ?? index;
  }
  return doubt?.lacking === undefined ? doubt?.why : undefined;
}

export function includes(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const [value = undefinedValue] = args;
  const { row } = searchedRow(m, array, args);
  if (row === undefined) return undecided("The index is not known");
  const index = position(row, value, sameValueZero);
  if (typeof index !== "object") return booleanValue(index !== undefined);
  const isSure = row.elements.some(
    (element, at) => whyLacking(row.doubt, at) === null && truth(sameValueZero(element, value)) === true,
  );
  return isSure ? booleanValue(true) : undecided(index.reason, index.because);
}

export function indexOf(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const { row, from } = searchedRow(m, array, args);
  if (row === undefined) return unknownValue("The index is not known");
  const index = position(row, args[0] ?? undefinedValue, equality);
  return indexValue(typeof index === "number" ? index + from : index, array);
}

/** What is searched, and from which index on, the second argument; no row where that is not known. */
function searchedRow(
  m: Machine,
  array: ArrayValue,
  [, start]: readonly Value[],
): { readonly row?: Row; readonly from: number } {
  if (start === undefined || start.kind === "undefined") return { row: array, from: 0 };
  if (openNumber(m, start) !== undefined) return { from: 0 };
  const stated = whole(m, start, 0);
  if (stated < 0 && array.doubt !== null) return { from: 0 };
  const from = stated < 0 ? Math.max(array.elements.length + stated, 0) : stated;
  const { elements, doubt } = array;
  return { row: rowFrom({ elements, doubt }, from), from };
}

export function lastIndexOf(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const [value = undefinedValue, start] = args;
  const { elements, doubt } = array;
  if (doubt !== null) return doubt.why;
  if (openNumber(m, start) !== undefined) return unknownValue("The index is not known");
  // An index that is given as undefined counts as 0.
  const stated = args.length < 2 ? elements.length - 1 : whole(m, start, 0);
  const last = Math.min(stated < 0 ? elements.length + stated : stated, elements.length - 1);
  const index = position(
    { elements: elements.slice(0, Math.max(last + 1, 0)).reverse(), doubt: null },
    value,
    equality,
  );
  return indexValue(typeof index === "number" ? last - index : index);
}
