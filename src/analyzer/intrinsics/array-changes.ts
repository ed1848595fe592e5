import { forkMaybe } from "../run/arms/fork.ts";
import { tick } from "../run/budget.ts";
import { callValue } from "../run/call.ts";
import { toText } from "../run/convert.ts";
import { isNoFunction } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { lengthOf } from "../run/members/array-members.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { append, newArray } from "../values/containers.ts";
import { rowFrom, sureAtEnd } from "../values/doubt.ts";
import { somePart } from "../values/held.ts";
import { join, meetingBecause } from "../values/join.ts";
import { touch } from "../values/journal.ts";
import { filled, undefinedValue, unknownValue, untyped } from "../values/make.ts";
import { endOf, placeBehind, placeIn, stretch } from "../values/parts.ts";
import { rowOfArguments } from "../values/rest.ts";
import type { ArrayValue, OpenValue, RowDoubt, Value } from "../values/value.ts";
import { openNumber, placed, unplaced, whole } from "./indices.ts";

export function replace(
  m: Machine,
  array: ArrayValue,
  elements: Value[],
  doubt: RowDoubt | null,
): ArrayValue {
  touch(m.journal, array);
  array.elements = elements;
  array.doubt = doubt;
  return array;
}

export function push(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  touch(m.journal, array);
  append(array, rowOfArguments(args));
  return lengthOf(array);
}

export function unshift(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const added = rowOfArguments(args);
  const row = { elements: [...added.elements], doubt: added.doubt };
  append(row, array, true);
  replace(m, array, row.elements, row.doubt);
  return lengthOf(array);
}

export function pop(m: Machine, array: ArrayValue): Value {
  touch(m.journal, array);
  if (array.doubt === null) return array.elements.pop() ?? undefinedValue;
  if (sureAtEnd(array) > 0) {
    const last = array.elements.pop();
    return filled(last ?? undefinedValue);
  }
  // Which one is the last is not known, so all of them may still be there.
  const last = somePart(array.doubt.why, array);
  array.doubt = placed(array, array.doubt.sure - 1);
  return last;
}

export function shift(m: Machine, array: ArrayValue): Value {
  touch(m.journal, array);
  if (array.doubt !== null && array.doubt.sure === 0) {
    // It is not known which one comes first, so any of them may remain, and none certainly does.
    const first = somePart(array.doubt.why, array);
    array.doubt = placed(array, 0);
    return first;
  }
  const { doubt } = rowFrom(array, 1);
  const first = array.elements.shift();
  array.doubt = doubt;
  return filled(first ?? undefinedValue);
}

export function splice(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const [start, count] = args;
  const added = rowOfArguments(args, 2);
  const open = openNumber(m, start, count);
  const { elements } = array;
  const from = placeIn(array, whole(m, start, 0));
  const isToEnd = args.length === 1;
  const many = whole(m, count, 0);
  const to = from === undefined ? undefined : isToEnd ? endOf(array) : placeBehind(array, from, many);
  if (open === undefined && from !== undefined && to !== undefined) {
    const removed = stretch(array, from, to);
    const row = { elements: [] as Value[], doubt: null as RowDoubt | null };
    for (const part of [stretch(array, 0, from), added, stretch(array, to)]) append(row, part, true);
    touch(m.journal, array);
    // In place: who goes through it meanwhile sees that.
    array.elements.splice(from, to - from, ...added.elements);
    array.doubt = row.doubt;
    return newArray(m, [...removed.elements], removed.doubt);
  }
  // What is removed is not known, so all of it may still be there.
  const why = (open && untyped(open)) ?? array.doubt?.why ?? unknownValue("The index is not known");
  replace(m, array, [...added.elements, ...elements], { why, sure: 0 });
  return newArray(m, elements.slice(), { why, sure: 0 });
}

/** As `splice`, on a copy. */
export function toSpliced(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const copy = newArray(m, array.elements.map(filled), array.doubt);
  splice(m, copy, args);
  return copy;
}

export function copyWithin(m: Machine, array: ArrayValue, [target, start, end]: readonly Value[]): Value {
  const { elements } = array;
  const why = array.doubt?.why ?? openNumber(m, target, start, end);
  // The order is unknown then, so each element may be any of them.
  if (why !== undefined) return replace(m, array, elements.slice(), { why: untyped(why), sure: 0 });
  const copied = elements
    .slice()
    .copyWithin(whole(m, target, 0), whole(m, start, 0), whole(m, end, elements.length));
  return replace(m, array, copied, null);
}

export function fill(
  m: Machine,
  array: ArrayValue,
  [value = undefinedValue, start, end]: readonly Value[],
): Value {
  const isWhole = start === undefined && end === undefined;
  const isSure = isWhole || (array.doubt === null && openNumber(m, start, end) === undefined);
  const filled = isSure
    ? array.elements.slice().fill(value, whole(m, start, 0), whole(m, end, array.elements.length))
    : array.elements.map((element) => join(element, value, meetingBecause(null)));
  return replace(m, array, filled, array.doubt);
}

/** The elements in order; with a doubt where an answer of the comparison is not known. */
export function sorted(m: Machine, array: ArrayValue, order: Value | undefined): [Value[], RowDoubt | null] {
  if (order !== undefined && order.kind !== "undefined" && isNoFunction(order))
    throwError(m, "TypeError", "The comparison function must be either a function or undefined");
  if (order !== undefined && order.kind !== "undefined") compareOthers(m, array, order);
  let doubt = unplaced(array);
  // One of two comparisons, or none: then the order is unknown, too.
  if (order?.kind === "either") doubt ??= { why: unknownValue("The order depends on a condition"), sure: 0 };
  const unsure = doubt?.why ?? null;
  const compare = (a: Value, b: Value): number => {
    if (order === undefined || order.kind === "undefined") {
      const [left, right] = [toText(m, a), toText(m, b)];
      if (left.kind !== "unknown" && right.kind !== "unknown") return compareTexts(left.text, right.text);
      doubt ??= { why: whyOpen(left), sure: 0 };
      return 0;
    }
    tick(m);
    const ask = (): Value => callValue(m, order, undefinedValue, [a, b]);
    const answer = unsure === null ? ask() : forkMaybe(m, unsure, ask);
    const plain = plainNumber(answer);
    if (plain === undefined) doubt ??= { why: whyOpen(answer), sure: 0 };
    return plain ?? 0;
  };
  // Undefined elements come last, whatever the comparison says.
  const isNothing = ({ kind }: Value): boolean => kind === "undefined";
  const elements = array.elements.filter((element) => !isNothing(element)).sort(compare);
  return [[...elements, ...array.elements.filter(isNothing)], doubt];
}

/** In a row of unknown length there may be more to compare. */
function compareOthers(m: Machine, array: ArrayValue, order: Value): void {
  const { doubt } = array;
  if (doubt === null || doubt.lacking !== undefined) return;
  const other = somePart(doubt.why, array);
  forkMaybe(m, doubt.why, () => callValue(m, order, undefinedValue, [other, other]));
}

/** Why the order is not known, by what decides it. */
function whyOpen(value: Value): OpenValue {
  return value.kind === "unknown" ? untyped(value) : unknownValue("The order is not known");
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
