import { eachElement, forkMaybe, forkValue } from "../run/arms/fork.ts";
import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { tick } from "../run/budget.ts";
import { callValue } from "../run/call.ts";
import { joinTexts, toNumeric, toText } from "../run/convert.ts";
import { asFunction } from "../run/host-refusals.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import { rowIterator } from "../run/iteration/iterators.ts";
import type { IntrinsicMethod, Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { stepsOf } from "../run/patience.ts";
import { throwError } from "../run/throw-error.ts";
import { mayBe } from "../values/among.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { append, elementAt, isTrueArray, longestArray, newArray } from "../values/containers.ts";
import { indexOf, lackingDoubt, newRow, sureAtEnd, sureLength, whyLacking } from "../values/doubt.ts";
import { isNullish } from "../values/equality.ts";
import { heldBy, somePart, unknownRow } from "../values/held.ts";
import { join, meetingBecause, rowOf } from "../values/join.ts";
import { iteratorKey, wellKnownKey } from "../values/keys.ts";
import {
  filled,
  hole,
  numberValue,
  stringValue,
  undecided,
  undefinedValue,
  unknownValue,
  untyped,
} from "../values/make.ts";
import { endOf, placeIn, stretch } from "../values/parts.ts";
import { truth } from "../values/truth.ts";
import type { ArrayValue, Row, RowDoubt, UnknownValue, Value } from "../values/value.ts";
import {
  copyWithin,
  fill,
  pop,
  push,
  replace,
  shift,
  sorted,
  splice,
  toSpliced,
  unshift,
} from "./array-changes.ts";
import { callOnNonArray } from "./array-likes.ts";
import {
  decide,
  found,
  includes,
  indexValue,
  lastIndexOf,
  search,
  indexOf as searchIndex,
  searchLast,
} from "./array-searches.ts";
import { counted } from "./counted-arrays.ts";
import { givingThis, withThis } from "./given-this.ts";
import { openNumber, placed, reversed, together, unplaced, whole } from "./indices.ts";
import { unlessRigid } from "./rigid-arrays.ts";

type Method = IntrinsicMethod<ArrayValue>;

/** What arrays can do. Where a length or an answer is not known, neither is the result. */
const methods: readonly (readonly [name: string, method: Method])[] = [
  ["at", at],
  ["copyWithin", copyWithin],
  ["concat", (m, array, args) => concat(m, [array, ...args])],
  ["entries", (m, array) => rowIterator(m, array, (v, i) => newArray(m, [indexOf(array, i), filled(v)]))],
  ["every", givingThis((m, array, [test]) => decide(m, array, test, false))],
  ["fill", fill],
  ["filter", givingThis(filter)],
  ["find", givingThis((m, array, [test]) => found(array, search(m, array, test)))],
  ["findIndex", givingThis((m, array, [test]) => indexValue(search(m, array, test), array))],
  ["findLast", givingThis((m, array, [test]) => found(array, searchLast(m, array, test)))],
  ["findLastIndex", givingThis((m, array, [test]) => indexValue(searchLast(m, array, test)))],
  ["flat", flatToDepth],
  [
    "flatMap",
    givingThis((m, array, [visit]) => flat(m, { elements: mapped(m, array, visit), doubt: array.doubt }, 1)),
  ],
  ["forEach", givingThis(forEach)],
  ["includes", includes],
  ["indexOf", searchIndex],
  ["join", joined],
  ["keys", (m, array) => rowIterator(m, array, (_, i) => indexOf(array, i))],
  ["lastIndexOf", lastIndexOf],
  ["map", givingThis((m, array, [visit]) => newArray(m, mapped(m, array, visit), array.doubt))],
  ["pop", pop],
  ["push", push],
  ["reduce", (m, array, args) => reduce(m, array, [...array.elements.keys()], args)],
  ["reduceRight", (m, array, args) => reduce(m, array, [...array.elements.keys()].reverse(), args)],
  ["reverse", (m, array) => replace(m, array, array.elements.slice().reverse(), reversed(array))],
  ["shift", shift],
  ["slice", slice],
  ["some", givingThis((m, array, [test]) => decide(m, array, test, true))],
  ["sort", (m, array, [order]) => replace(m, array, ...sorted(m, array, order))],
  ["splice", splice],
  ["toReversed", (m, array) => newArray(m, array.elements.map(filled).reverse(), reversed(array))],
  ["toSorted", toSorted],
  ["toSpliced", toSpliced],
  ["toString", (m, array) => joined(m, array, [])],
  ["unshift", unshift],
  ["values", (m, array) => rowIterator(m, array, filled)],
  [iteratorKey, (m, array) => rowIterator(m, array, filled)],
  ["with", withElement],
];

/** The same by their names. */
export const arrayMethods: ReadonlyMap<string, Method> = new Map(
  methods.map(([name, method]) => [name, unlessRigid(name, counted(name, method))]),
);

/** Copies have undefined where a list has empty places. */
function toSorted(m: Machine, array: ArrayValue, [order]: readonly Value[]): Value {
  const [elements, doubt] = sorted(m, array, order);
  return newArray(m, elements.map(filled), doubt);
}

function at(m: Machine, array: ArrayValue, [index]: readonly Value[]): Value {
  const open = openNumber(m, index);
  if (open !== undefined) {
    m.steps += array.elements.length >> 4;
    return somePart(open, array);
  }
  const from = whole(m, index, 0);
  if (from >= 0) return elementAt(array, from);
  return array.doubt === null || -from <= sureAtEnd(array)
    ? filled(array.elements.at(from) ?? undefinedValue)
    : somePart(array.doubt.why, array);
}

function forEach(m: Machine, array: ArrayValue, [visit]: readonly Value[]): Value {
  mapped(m, array, visit);
  return undefinedValue;
}

function mapped(m: Machine, array: ArrayValue, visit: Value = undefinedValue): Value[] {
  asFunction(m, visit);
  const step = stepsOf(m, array.elements.length);
  return eachElement(m, array, (element, index) => {
    step();
    if (element === hole) return hole;
    return callValue(m, visit, undefinedValue, [element, index, array]);
  });
}

function filter(m: Machine, array: ArrayValue, [test]: readonly Value[]): Value {
  const { elements, doubt } = array;
  const answers = mapped(m, array, test).map((answer) => truth(answer));
  const kept: Value[] = [];
  const lacking: [number, UnknownValue][] = [];
  for (const [index, answer] of answers.entries()) {
    const element = elements[index];
    if (element === hole || element === undefined || answer === false) continue;
    const why = whyLacking(doubt, index);
    if (typeof answer !== "boolean") lacking.push([kept.length, unknownValue(answer.reason, answer.because)]);
    else if (why !== null) lacking.push([kept.length, why]);
    kept.push(element);
  }
  const left = lackingDoubt(lacking);
  if (doubt === null || doubt.lacking !== undefined) return newArray(m, kept, left);
  return newArray(m, kept, { why: doubt.why, sure: left?.sure ?? kept.length });
}

function reduce(m: Machine, array: ArrayValue, places: readonly number[], args: readonly Value[]): Value {
  const [visit = undefinedValue, initial] = args;
  asFunction(m, visit);
  const { doubt } = array;
  if (doubt !== null && (doubt.lacking === undefined || (initial === undefined && places[0] !== 0)))
    return reduceOpen(m, array, doubt.why, args);
  const filledPlaces = places.filter((place) => array.elements[place] !== hole);
  const [first] = filledPlaces;
  if (initial === undefined && first !== undefined && whyLacking(doubt, first) !== null)
    return doubt?.why ?? undefinedValue;
  const start = initial ?? (first === undefined ? undefined : array.elements[first]);
  if (start === undefined) throwError(m, "TypeError", "Reduce of empty array with no initial value");
  const step = stepsOf(m, places.length);
  const add = (total: Value, place: number): Value => {
    step();
    const element = array.elements[place] ?? hole;
    // What was visited before may have taken it away.
    if (element === hole) return total;
    return callValue(m, visit, undefinedValue, [total, element, indexOf(array, place), array]);
  };
  const rest = initial === undefined ? filledPlaces.slice(1) : filledPlaces;
  return together(array, rest).reduce((total, { places: own, why }) => {
    const all = (): Value => own.reduce(add, total);
    return why === null ? all() : forkValue(m, undecided(why.reason, why.because), all, () => total);
  }, start);
}

/** Of a row of unknown length or order: the visitor may be called any number of times, with any element. */
function reduceOpen(m: Machine, array: ArrayValue, why: UnknownValue, args: readonly Value[]): Value {
  const [visit = undefinedValue, initial] = args;
  const total = mayBe(untyped(why), [...heldBy(array), initial ?? undefinedValue]);
  const visited = (): Value => callValue(m, visit, undefinedValue, [total, somePart(why, array), why, array]);
  return mayBe(total, [forkMaybe(m, why, visited)]);
}

function concat(m: Machine, parts: readonly Value[]): Value {
  const row = { elements: [] as Value[], doubt: null as RowDoubt | null };
  for (const part of parts) append(row, concatenated(m, part), true);
  return newArray(m, row.elements, row.doubt);
}

const spreadKey = wellKnownKey("isConcatSpreadable");

/** What `concat` adds for a value: its elements, or the value itself. An object may say which. */
function concatenated(m: Machine, part: Value): Row {
  const whole = { elements: [part], doubt: null };
  const mayAsk = part.kind === "object" || (part.kind === "array" && part.extras !== undefined);
  const told = mayAsk ? getMember(m, part, spreadKey) : undefinedValue;
  if (told.kind === "undefined") return spreadRow(part) ?? whole;
  const isSpread = truth(told);
  if (typeof isSpread !== "boolean")
    return { elements: [], doubt: { why: unknownValue("It depends on a condition"), sure: 0 } };
  if (!isSpread) return whole;
  const elements = part.kind === "object" ? callOnNonArray(m, part, "slice", []) : part;
  return spreadRow(elements) ?? whole;
}

/** What a value adds to a row that it is spread into; undefined for what is no array. */
function spreadRow(value: Value): Row | undefined {
  if (value.kind === "unknown") return unknownRow(value);
  if (value.kind === "array" && !isTrueArray(value)) return undefined;
  const row = rowOf(value);
  if (row !== undefined || value.kind !== "either") return row;
  const mixed = unknownValue("It depends on a condition");
  return value.options.some((option) => option.value.kind === "array")
    ? { elements: [], doubt: { why: mixed, sure: 0 } }
    : undefined;
}

function flatToDepth(m: Machine, array: ArrayValue, [depth]: readonly Value[]): Value {
  const open = openNumber(m, depth);
  if (open === undefined) return flat(m, array, whole(m, depth, 1));
  const { elements } = array;
  const first = elements.findIndex((element) => element === hole || mayHoldMore(element));
  if (first < 0) return newArray(m, elements.slice(), array.doubt);
  const inner = flattened(array, Number.POSITIVE_INFINITY).elements;
  const sure = Math.min(first, sureLength(array));
  return newArray(m, [...elements.slice(0, first), ...elements.slice(first).map(filled), ...inner], {
    why: untyped(open),
    sure,
  });
}

function mayHoldMore(element: Value): boolean {
  return element.kind === "unknown" || element.kind === "either" || isTrueArray(element);
}

function flat(m: Machine, array: Row, depth: number): Value {
  const { elements, doubt } = flattened(array, depth);
  return newArray(m, [...elements], doubt);
}

/** Holes are left out at every depth, the last one included. */
function flattened(array: Row, depth: number): Row {
  if (depth < 1 && !array.elements.includes(hole)) return array;
  const row = { elements: [] as Value[], doubt: null as RowDoubt | null };
  const { doubt } = array;
  for (const [index, element] of array.elements.entries()) {
    if (element === hole) continue;
    const why = whyLacking(doubt, index);
    const inner = depth < 1 || element.kind === "unknown" ? undefined : spreadRow(element);
    const part = inner === undefined ? newRow([element]) : flattened(inner, depth - 1);
    append(row, why === null ? part : maybe(part, why, doubt?.lacking === undefined));
  }
  if (doubt !== null && doubt.lacking === undefined)
    append(row, { elements: [], doubt: { why: doubt.why, sure: 0 } });
  return row;
}

/** A row that may not be there at all; with others where it may be there more than once. */
function maybe(row: Row, why: UnknownValue, hasOthers: boolean): Row {
  const isClosed = row.doubt === null || row.doubt.lacking !== undefined;
  if (hasOthers || !isClosed) return { elements: row.elements, doubt: { why: untyped(why), sure: 0 } };
  const lacking = row.elements.map((_, index) => [index, whyLacking(row.doubt, index) ?? why] as const);
  return { elements: row.elements, doubt: lackingDoubt(lacking) };
}

function slice(m: Machine, array: ArrayValue, [start, end]: readonly Value[]): Value {
  const open = openNumber(m, start, end);
  const { elements } = array;
  if (open !== undefined) return newArray(m, elements.slice(), { why: untyped(open), sure: 0 });
  const [from, to] = [whole(m, start, 0), whole(m, end, elements.length)];
  const first = placeIn(array, from);
  const last = end === undefined || end.kind === "undefined" ? endOf(array) : placeIn(array, to);
  if (first !== undefined && last !== undefined) {
    const part = stretch(array, first, Math.max(first, last));
    return newArray(m, [...part.elements], part.doubt);
  }
  // Of a row of unknown length only a beginning can be counted off.
  const isCounted = from >= 0 && to >= 0;
  const sure = isCounted ? sureLength(array) - from : 0;
  if (isCounted && to <= sureLength(array)) return newArray(m, elements.slice(from, to));
  return newArray(m, isCounted ? elements.slice(from) : elements.slice(), placed(array, sure));
}

function withElement(
  m: Machine,
  array: ArrayValue,
  [index, value = undefinedValue]: readonly Value[],
): Value {
  if (openNumber(m, index) !== undefined) return withSome(m, array, value);
  const elements = array.elements.map(filled);
  const place = whole(m, index, 0);
  if (array.doubt === null && (place < -elements.length || place >= elements.length))
    throwError(m, "RangeError", `Invalid index : ${place}`);
  if (array.doubt !== null && (place < 0 || place >= array.doubt.sure))
    return newArray(m, [...elements, value], unplaced(array));
  elements[place < 0 ? elements.length + place : place] = value;
  return newArray(m, elements, array.doubt);
}

/** A copy in which any element may be replaced. */
function withSome(m: Machine, array: ArrayValue, value: Value): Value {
  const meeting = meetingBecause(m.frame?.place ?? null);
  return newArray(
    m,
    array.elements.map((element) => join(element, value, meeting)),
    array.doubt,
  );
}

function joined(m: Machine, array: ArrayValue, [separator = undefinedValue]: readonly Value[]): Value {
  if (array.doubt !== null) return { ...array.doubt.why, type: "string" };
  const between = separator.kind === "undefined" ? stringValue(",") : toText(m, separator);
  return between.kind === "unknown" ? between : joinTexts(m, array.elements, between.text);
}

/** `Array.from(source, visit, self)` */
export function arrayFrom(m: Machine, [source = undefinedValue, visitor, self]: readonly Value[]): Value {
  const visit = withThis(visitor, self);
  if (visit !== undefined && visit.kind !== "undefined") asFunction(m, visit);
  const made = iterable(m, source);
  if (visit === undefined || visit.kind === "undefined") return made;
  const array = made.kind === "unknown" ? newArray(m, [made], { why: untyped(made), sure: 0 }) : made;
  return newArray(m, mapped(m, array, visit), array.doubt);
}

function iterable(m: Machine, source: Value): ArrayValue | UnknownValue {
  if (lengthless.has(source.kind)) return newArray(m, []);
  if (source.kind === "function" || source.kind === "class")
    return arrayLike(m, source.properties, getMember(m, source, "length"));
  if (source.kind === "native") return arrayLike(m, source.members, getMember(m, source, "length"));
  if (source.kind === "object" && source.module === null) {
    const isIterable = !isNullish(getMember(m, source, iteratorKey));
    if (!isIterable) return arrayLike(m, source.properties, getMember(m, source, "length"));
  }
  const row = iterate(m, source);
  return isUnknownRow(row) ? row : newArray(m, row.elements.map(filled), row.doubt);
}

/** What has neither elements nor a length. */
const lengthless: ReadonlySet<Value["kind"]> = new Set([
  ...(["number", "boolean", "undecided", "symbol", "bigint", "namespace"] as const),
]);

/** What says how long it is, and may have elements by index; a length that is no number above 0 counts as 0. */
function arrayLike(
  m: Machine,
  elements: ReadonlyMap<PropertyKey, Value>,
  length: Value,
): ArrayValue | UnknownValue {
  if (length.kind === "either" || length.kind === "undecided") return uncounted(m, length);
  const count = toNumeric(m, length);
  const plain = count.kind === "number" ? plainNumber(count) : undefined;
  if (plain === undefined) return uncounted(m, count);
  const array = emptyArray(m, numberValue(Math.max(Math.trunc(plain) || 0, 0)));
  if (array.kind !== "array") return array;
  array.elements = array.elements.map((element, index) => elements.get(String(index)) ?? filled(element));
  return array;
}

/** In an array of unknown length, one element stands for all. */
function uncounted(m: Machine, length: Value): ArrayValue {
  const why = length.kind === "unknown" ? untyped(length) : unknownValue("The array's length is not known");
  return newArray(m, [undefinedValue], { why, sure: 0 });
}

/** An array of so many undefined elements, as `Array(n)` makes it. */
export function emptyArray(m: Machine, length: Value): ArrayValue | UnknownValue {
  const count = plainNumber(length);
  if (count === undefined) {
    perhapsFails(m, unknownValue("The array's length is not known"));
    return uncounted(m, length);
  }
  if (!(count >= 0 && count < 2 ** 32 && Number.isInteger(count)))
    throwError(m, "RangeError", "Invalid array length");
  if (count > longestArray) return unknownValue("The array's length is not known");
  for (let i = 0; i < count; i += 1000) tick(m);
  return newArray(
    m,
    Array.from({ length: count }, () => hole),
  );
}
