import { callValue } from "../run/call.ts";
import { iterate } from "../run/iterate.ts";
import { type Machine, tick } from "../run/machine.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray } from "../values/containers.ts";
import { touch } from "../values/journal.ts";
import { booleanValue, numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { sameValue } from "../values/same.ts";
import { truth } from "../values/truth.ts";
import type { ArrayValue, UndecidedValue, Value } from "../values/value.ts";

type Method = (m: Machine, array: ArrayValue, args: readonly Value[]) => Value;

/** What arrays can do. Where a length or an answer is not known, neither is the result. */
export const arrayMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["at", (_, { elements }, [index]) => elementAt(elements.at(whole(index, 0)))],
  ["concat", (m, array, args) => concat(m, [array, ...args])],
  [
    "entries",
    (m, array) =>
      newArray(
        m,
        array.elements.map((v, i) => newArray(m, [numberValue(i), v])),
        array.uncertain,
      ),
  ],
  ["every", (m, array, [test]) => decide(m, array, test, false)],
  ["fill", fill],
  ["filter", filter],
  ["find", (m, array, [test]) => elementAt(array.elements[search(m, array, test) ?? -1])],
  ["findIndex", (m, array, [test]) => numberValue(search(m, array, test) ?? -1)],
  ["findLast", (m, array, [test]) => elementAt(array.elements[searchLast(m, array, test) ?? -1])],
  ["flat", (m, array, [depth]) => newArray(m, flatten(array.elements, whole(depth, 1)), array.uncertain)],
  ["flatMap", (m, array, [visit]) => newArray(m, flatten(mapped(m, array, visit), 1), array.uncertain)],
  ["forEach", forEach],
  ["includes", (_, { elements }, [value]) => booleanValue(indexOf(elements, value) >= 0)],
  ["indexOf", (_, { elements }, [value]) => numberValue(indexOf(elements, value))],
  ["join", join],
  [
    "keys",
    (m, array) =>
      newArray(
        m,
        array.elements.map((_, i) => numberValue(i)),
        array.uncertain,
      ),
  ],
  ["lastIndexOf", (_, { elements }, [value]) => numberValue(elements.findLastIndex((e) => same(e, value)))],
  ["map", (m, array, [visit]) => newArray(m, mapped(m, array, visit), array.uncertain)],
  ["pop", (m, array) => elementAt(changing(m, array).pop())],
  ["push", push],
  ["reduce", (m, array, args) => reduce(m, array, array.elements, args)],
  ["reduceRight", (m, array, args) => reduce(m, array, array.elements.slice().reverse(), args)],
  ["reverse", (m, array) => replaced(array, changing(m, array).reverse())],
  ["shift", (m, array) => elementAt(changing(m, array).shift())],
  ["slice", slice],
  ["some", (m, array, [test]) => decide(m, array, test, true)],
  ["sort", (m, array, [order]) => replaced(array, sort(m, changing(m, array), order))],
  ["splice", splice],
  ["toReversed", (m, array) => newArray(m, array.elements.slice().reverse(), array.uncertain)],
  ["toSorted", (m, array, [order]) => newArray(m, sort(m, array.elements.slice(), order), array.uncertain)],
  ["toString", join],
  ["unshift", (m, array, args) => numberValue(changing(m, array).unshift(...args))],
  ["values", (m, array) => newArray(m, array.elements.slice(), array.uncertain)],
  ["@@iterator", (m, array) => newArray(m, array.elements.slice(), array.uncertain)],
  [
    "with",
    (m, array, [index, value]) => newArray(m, withElement(array.elements, index, value), array.uncertain),
  ],
]);

/** A whole number among the arguments, or what stands for its absence. */
export function whole(value: Value | undefined, otherwise: number): number {
  const plain = value === undefined ? undefined : plainNumber(value);
  return plain === undefined ? otherwise : Math.trunc(plain);
}

function elementAt(value: Value | undefined): Value {
  return value ?? undefinedValue;
}

/** The elements of an array that is about to change. */
function changing(m: Machine, array: ArrayValue): Value[] {
  touch(m.journal, array);
  return array.elements;
}

function replaced(array: ArrayValue, elements: Value[]): ArrayValue {
  array.elements = elements;
  return array;
}

function forEach(m: Machine, array: ArrayValue, [visit]: readonly Value[]): Value {
  mapped(m, array, visit);
  return undefinedValue;
}

function push(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  touch(m.journal, array);
  for (const value of args) array.elements.push(value);
  return array.uncertain ?? numberValue(array.elements.length);
}

function mapped(m: Machine, array: ArrayValue, visit: Value | undefined): Value[] {
  return array.elements.map((element, index) => {
    tick(m);
    return callValue(m, visit ?? undefinedValue, undefinedValue, [element, numberValue(index), array]);
  });
}

function filter(m: Machine, array: ArrayValue, [test]: readonly Value[]): Value {
  const answers = mapped(m, array, test).map((answer) => truth(answer));
  const undecided = answers.find((answer): answer is UndecidedValue => typeof answer !== "boolean");
  const uncertain =
    undecided === undefined ? array.uncertain : unknownValue(undecided.reason, undecided.because);
  return newArray(
    m,
    array.elements.filter((_, index) => answers[index] !== false),
    uncertain,
  );
}

function decide(m: Machine, array: ArrayValue, test: Value | undefined, wanted: boolean): Value {
  for (const [index, element] of array.elements.entries()) {
    const answer = truth(
      callValue(m, test ?? undefinedValue, undefinedValue, [element, numberValue(index), array]),
    );
    if (typeof answer !== "boolean") return answer;
    if (answer === wanted) return booleanValue(wanted);
  }
  return array.uncertain ?? booleanValue(!wanted);
}

function search(m: Machine, array: ArrayValue, test: Value | undefined): number | undefined {
  for (const [index, element] of array.elements.entries()) {
    const answer = callValue(m, test ?? undefinedValue, undefinedValue, [element, numberValue(index), array]);
    if (truth(answer) === true) return index;
  }
  return undefined;
}

function searchLast(m: Machine, array: ArrayValue, test: Value | undefined): number | undefined {
  const turned = newArray(m, array.elements.slice().reverse());
  const found = search(m, turned, test);
  return found === undefined ? undefined : array.elements.length - 1 - found;
}

function reduce(m: Machine, array: ArrayValue, elements: readonly Value[], args: readonly Value[]): Value {
  const [visit = undefinedValue, initial] = args;
  if (array.uncertain !== null) return array.uncertain;
  let total = initial ?? elements[0];
  if (total === undefined) return unknownValue("An empty array cannot be reduced without a first value");
  for (let index = initial === undefined ? 1 : 0; index < elements.length; index++) {
    tick(m);
    total = callValue(m, visit, undefinedValue, [
      total,
      elementAt(elements[index]),
      numberValue(index),
      array,
    ]);
  }
  return total;
}

function concat(m: Machine, parts: readonly Value[]): Value {
  const elements: Value[] = [];
  for (const part of parts)
    for (const element of part.kind === "array" ? part.elements : [part]) elements.push(element);
  const uncertain = parts.find((part) => part.kind === "array" && part.uncertain !== null);
  const unknown = parts.find((part) => part.kind === "unknown");
  const why =
    uncertain?.kind === "array" ? uncertain.uncertain : unknown?.kind === "unknown" ? unknown : null;
  return newArray(m, elements, why);
}

function flatten(elements: readonly Value[], depth: number): Value[] {
  if (depth < 1) return [...elements];
  return elements.flatMap((element) =>
    element.kind === "array" ? flatten(element.elements, depth - 1) : [element],
  );
}

function slice(m: Machine, array: ArrayValue, [start, end]: readonly Value[]): Value {
  const { elements, uncertain } = array;
  return newArray(m, elements.slice(whole(start, 0), whole(end, elements.length)), uncertain);
}

function splice(m: Machine, array: ArrayValue, [start, count, ...added]: readonly Value[]): Value {
  touch(m.journal, array);
  const from = whole(start, 0);
  return newArray(m, array.elements.splice(from, whole(count, array.elements.length - from), ...added));
}

function fill(m: Machine, array: ArrayValue, [value = undefinedValue, start, end]: readonly Value[]): Value {
  touch(m.journal, array);
  array.elements.fill(value, whole(start, 0), whole(end, array.elements.length));
  return array;
}

function withElement(
  elements: readonly Value[],
  index: Value | undefined,
  value: Value | undefined,
): Value[] {
  const copy = [...elements];
  const at = whole(index, 0);
  copy[at < 0 ? copy.length + at : at] = elementAt(value);
  return copy;
}

function indexOf(elements: readonly Value[], value: Value | undefined): number {
  return elements.findIndex((element) => same(element, value));
}

function same(element: Value, value: Value | undefined): boolean {
  return value !== undefined && sameValue(element, value);
}

function sort(m: Machine, elements: Value[], order: Value | undefined): Value[] {
  return elements.sort((a, b) => {
    if (order === undefined) return printText(a) < printText(b) ? -1 : 1;
    tick(m);
    return plainNumber(callValue(m, order, undefinedValue, [a, b])) ?? 0;
  });
}

function join(_: Machine, array: ArrayValue, [separator]: readonly Value[]): Value {
  const between = separator?.kind === "string" ? separator.text : ",";
  const parts = array.elements.map((e) => (e.kind === "undefined" || e.kind === "null" ? "" : printText(e)));
  return { kind: "string", text: parts.join(between), origin: null };
}

/** `Array.from(source, visit)` */
export function arrayFrom(m: Machine, [source = undefinedValue, visit]: readonly Value[]): Value {
  const array = iterable(m, source);
  if (array.kind === "unknown" || visit === undefined) return array;
  return newArray(m, mapped(m, array, visit), array.uncertain);
}

const longestArray = 1_000_000;

function iterable(m: Machine, source: Value): ArrayValue | Extract<Value, { kind: "unknown" }> {
  const length =
    source.kind === "object" && source.module === null ? source.properties.get("length") : undefined;
  if (length !== undefined) return emptyArray(m, length);
  const elements = iterate(m, source);
  return "kind" in elements ? elements : newArray(m, [...elements.values], elements.uncertain);
}

/** An array of so many undefined elements, as `Array(n)` makes it. */
export function emptyArray(m: Machine, length: Value): ArrayValue | Extract<Value, { kind: "unknown" }> {
  const count = plainNumber(length);
  if (count === undefined || count < 0 || count > longestArray)
    return unknownValue("The array's length is not known");
  for (let i = 0; i < count; i += 1000) tick(m);
  return newArray(
    m,
    Array.from({ length: count }, () => undefinedValue),
  );
}
