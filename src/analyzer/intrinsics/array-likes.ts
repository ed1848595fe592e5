import { forkOver } from "../run/arms/fork.ts";
import { changesArray } from "../run/arms/perhaps-changed.ts";
import type { Machine } from "../run/machine.ts";
import { lengthOf } from "../run/members/array-members.ts";
import { callMember, getMember, setMember } from "../run/members/members.ts";
import { setSomeElement } from "../run/members/unknown-keys.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { longestArray, loseIndices, newArray, setProperty } from "../values/containers.ts";
import { doubtOfRow, isIndexName, lackingDoubt } from "../values/doubt.ts";
import { touch } from "../values/journal.ts";
import { hole, numberValue, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { describe, keysOf } from "../values/prototype.ts";
import { rowOfArguments } from "../values/rest.ts";
import type { KeyDoubt, ObjectValue, Row, UnknownValue, Value } from "../values/value.ts";

/* Methods of arrays, called on other objects that have a length: `Array.prototype.push.call(list, item)`. */

/** The result of such a call on anything but an array. */
export function callOnNonArray(m: Machine, self: Value, name: string, args: readonly Value[]): Value {
  const method = m.intrinsics.arrays.get(name);
  switch (self.kind) {
    case "undefined":
    case "null":
      return throwError(m, "TypeError", `Array.prototype.${name} called on null or undefined`);
    case "either":
      return forkOver(m, self.options, (option) =>
        option.kind === "array" && method !== undefined
          ? method(m, option, args)
          : callOnNonArray(m, option, name, args),
      );
    case "object":
      if (name === "concat") return concatTo(m, self, args);
      return callOnArrayLike(m, self, name, args) ?? callMember(m, self, name, args);
    case "string":
      return callOnElements(
        m,
        [...self.text].length === self.text.length ? [...self.text] : null,
        name,
        args,
      );
    // They have no length, so there are no elements.
    case "map":
    case "set":
      if (name === "concat") return concatTo(m, self, args);
      return callOnElements(m, [], name, args);
    case "number":
    case "boolean":
      return callOnElements(m, [], name, args);
    default:
      return unknownValue(`What ${name} does with ${describe(self)} is not followed`, m.frame?.place ?? null);
  }
}

/** `concat` takes its receiver for one element, whatever length it has. */
function concatTo(m: Machine, self: Value, args: readonly Value[]): Value {
  return callMember(m, newArray(m, []), "concat", [self, ...args]);
}

/** A method of arrays on a text, whose letters are its elements and cannot be changed. */
function callOnElements(
  m: Machine,
  letters: readonly string[] | null,
  name: string,
  args: readonly Value[],
): Value {
  const method = m.intrinsics.arrays.get(name);
  // `concat` puts an object around such a value, and `toString` is its own.
  const isOther = changesArray(name) || name === "concat" || name === "toString";
  if (letters === null || method === undefined || isOther)
    return unknownValue(`What ${name} does with it is not followed`, m.frame?.place ?? null);
  return method(
    m,
    newArray(
      m,
      letters.map((letter) => stringValue(letter)),
    ),
    args,
  );
}

/** The result of such a call; undefined where arrays have no method of that name. */
function callOnArrayLike(
  m: Machine,
  object: ObjectValue,
  name: string,
  args: readonly Value[],
): Value | undefined {
  const method = m.intrinsics.arrays.get(name);
  if (method === undefined) return undefined;
  const count = countIn(getMember(m, object, "length"));
  const added = name === "push" ? rowOfArguments(args) : undefined;
  if (count !== undefined && added?.doubt === null) return pushAll(m, object, count, added.elements);
  const row = count === undefined ? placedRow(object) : countedRow(m, object, count);
  if (row === undefined) return onUnknownLength(m, object, name, args);
  const array = newArray(m, [...row.elements], row.doubt);
  const result = method(m, array, args);
  if (changesArray(name)) store(m, object, array, row.elements.length);
  return result === array ? object : result;
}

/** The length as the host reads it: 0 for what is not a number. Undefined where it is not known. */
function countIn(length: Value): number | undefined {
  if (length.kind === "undefined") return 0;
  const plain = plainNumber(length);
  return plain === undefined ? undefined : Math.min(Math.max(Math.trunc(plain) || 0, 0), longestArray);
}

function pushAll(m: Machine, object: ObjectValue, count: number, added: readonly Value[]): Value {
  for (const [index, element] of added.entries()) setMember(m, object, String(count + index), element);
  const length = numberValue(count + added.length);
  setMember(m, object, "length", length);
  return length;
}

function countedRow(m: Machine, object: ObjectValue, count: number): Row {
  const elements = Array.from({ length: count }, (_, index) => {
    const key = String(index);
    return object.properties.has(key) ? getMember(m, object, key) : hole;
  });
  return { elements, doubt: null };
}

/**
 * The elements of a list of modules whose length depends on conditions: its indices still say what may be in it,
 * and in which order. Undefined for any other object, whose `length` may have nothing to do with its indices.
 */
function placedRow(object: ObjectValue): Row | undefined {
  const { module, doubt, properties } = object;
  if (module === null || doubt === null || doubt.hasOthers) return undefined;
  const indices = keysOf(object).filter(isIndexName);
  if (indices.some((key, index) => key !== String(index))) return undefined;
  const elements = indices.map((key) => properties.get(key) ?? undefinedValue);
  const lacking = indices.flatMap((key, index): (readonly [number, UnknownValue])[] => {
    const why = doubt.missing.get(key);
    return why === undefined ? [] : [[index, why]];
  });
  if (doubt.isOrdered) return { elements, doubt: lackingDoubt(lacking) };
  return { elements, doubt: { why: doubt.why, sure: lacking[0]?.[0] ?? elements.length } };
}

/** Writes the elements back into the object, which had `before` of them. */
function store(m: Machine, object: ObjectValue, row: Row, before: number): void {
  touch(m.journal, object);
  const { properties } = object;
  for (const [index, element] of row.elements.entries()) {
    if (element === hole) properties.delete(String(index));
    else properties.set(String(index), element);
  }
  for (let index = row.elements.length; index < before; index++) properties.delete(String(index));
  object.doubt = withIndices(object.doubt, doubtOfRow(row));
  setProperty(m, object, "length", lengthOf(row));
}

/** The doubt about an object's keys after its indices were replaced by those of a row. */
function withIndices(before: KeyDoubt | null, ofRow: KeyDoubt | null): KeyDoubt | null {
  const named = [...(before?.missing ?? [])].filter(([key]) => !isIndexName(key));
  if (ofRow === null)
    return before === null || (named.length === 0 && !before.hasOthers)
      ? null
      : { ...before, missing: new Map(named), moves: false };
  // Elements that share one reason are missing together. That is only known where the row has no others.
  const indices = [...ofRow.missing].map(([key, why]) => [key, ofRow.hasOthers ? { ...why } : why] as const);
  return {
    why: ofRow.why,
    missing: new Map([...named, ...indices]),
    hasOthers: before?.hasOthers ?? false,
    isOrdered: ofRow.isOrdered === true && (before === null || before.isOrdered === true),
    moves: true,
  };
}

/** A method on an object of unknown length: what it may change becomes unknown. */
function onUnknownLength(m: Machine, object: ObjectValue, name: string, args: readonly Value[]): Value {
  const why = unknownValue("How many elements it has is not known", m.frame?.place ?? null);
  if (name === "push") for (const value of rowOfArguments(args).elements) setSomeElement(m, object, value);
  else if (changesArray(name)) {
    touch(m.journal, object);
    loseIndices(object, why);
  }
  if (changesArray(name)) setProperty(m, object, "length", { ...why, type: "number" });
  return why;
}
