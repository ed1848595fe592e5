import { plainNumber } from "../../values/arithmetic.ts";
import { deleteProperty, elementAt, longestArray } from "../../values/containers.ts";
import { sureLength } from "../../values/doubt.ts";
import { touch } from "../../values/journal.ts";
import { iteratorKey } from "../../values/keys.ts";
import { hole, numberValue, unknownValue } from "../../values/make.ts";
import type { ArrayValue, Row, Value } from "../../values/value.ts";
import { putElement } from "../../values/views.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { throwError } from "../throw-error.ts";
import { absentOnHost } from "./absent-on-host.ts";

/** `array.name`, or `array[index]`. */
export function arrayMember(m: Machine, array: ArrayValue, name: string): Value {
  if (name === "length") return lengthOf(array);
  const index = Number(name);
  if (Number.isInteger(index) && String(index) === name) return elementAt(array, index);
  if (array.typed !== undefined)
    return m.intrinsics.typedMember(m, array, name) ?? absentOnHost(m, array, name);
  if (array.isArguments && name !== iteratorKey)
    return m.intrinsics.member(m, array, name) ?? absentOnHost(m, array, name);
  const named = array.named?.get(name);
  if (named !== undefined) return named;
  const method = m.intrinsics.arrays.get(name);
  if (method === undefined) return m.intrinsics.member(m, array, name) ?? absentOnHost(m, array, name);
  return nativeValue(name, (_, self, args) =>
    self.kind === "array" ? method(m, self, args) : m.intrinsics.callOnNonArray(m, self, name, args),
  );
}

/** How long a row is. */
export function lengthOf({ elements, doubt }: Row): Value {
  return doubt === null ? numberValue(elements.length) : { ...doubt.why, type: "number" };
}

/** Every other name, `-1` too, is that of a property beside the elements. */
const indexName = /^(?:0|[1-9]\d*)$/;

export function isElementName(name: string): boolean {
  return name === "length" || indexName.test(name);
}

/**
 * Whether a property of an array is not kept beside its elements. Every name that is a number as it is printed stands for an element
 * of a typed array, be there one or not.
 */
export function isOwnOfArray({ typed }: ArrayValue, name: string): boolean {
  if (typed === undefined) return isElementName(name);
  return name === "length" || name === "-0" || String(Number(name)) === name;
}

/** `delete array[index]`, which leaves the others where they are. */
export function deleteElement(m: Machine, array: ArrayValue, name: string): void {
  const index = Number(name);
  if (!Number.isInteger(index)) {
    if (array.extras !== undefined) deleteProperty(m, array.extras, name);
    return;
  }
  touch(m.journal, array);
  if (array.doubt === null && index in array.elements) array.elements[index] = hole;
}

/** `array.name = value`, or `array[index] = value`. */
export function setElement(m: Machine, array: ArrayValue, name: string, value: Value): void {
  const index = Number(name);
  touch(m.journal, array);
  if (array.typed !== undefined) {
    if (indexName.test(name) && index < array.elements.length)
      putElement(array, index, m.intrinsics.asElement(m, array, value));
    return;
  }
  if (name === "length") setLength(m, array, value);
  if (!Number.isInteger(index) || index < 0 || index > longestArray) return;
  if (array.doubt !== null && index >= array.doubt.sure) {
    array.doubt = { why: array.doubt.why, sure: array.doubt.sure };
    array.elements.push(value);
    return;
  }
  while (array.elements.length < index) array.elements.push(hole);
  array.elements[index] = value;
}

function setLength(m: Machine, array: ArrayValue, value: Value): void {
  const length = plainNumber(value);
  if (length !== undefined && length >>> 0 !== length) throwError(m, "RangeError", "Invalid array length");
  if (length === undefined) {
    array.doubt = { why: unknownValue("The array's length is not known"), sure: 0 };
  } else if (length <= sureLength(array)) {
    array.elements.length = length;
    array.doubt = null;
  } else if (array.doubt !== null) {
    // What lies before that length depends on which of the elements are there.
    array.doubt = { why: array.doubt.why, sure: Math.min(array.doubt.sure, length) };
  } else if (length <= longestArray) {
    while (array.elements.length < length) array.elements.push(hole);
  }
}
