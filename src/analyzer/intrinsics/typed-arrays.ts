import { toNumeric } from "../run/convert.ts";
import { isPrimitive, refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray } from "../values/containers.ts";
import { isNullish } from "../values/equality.ts";
import { hostText } from "../values/host-text.ts";
import { touch } from "../values/journal.ts";
import { wellKnownKey } from "../values/keys.ts";
import {
  bigIntValue,
  numberValue,
  openOf,
  stringValue,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import type { ArrayValue, NativeValue, Row, TypedArrayName, Value } from "../values/value.ts";
import { elsewhere, expose, isExposed, putElement, viewOf } from "../values/views.ts";
import { sorted } from "./array-changes.ts";
import { arrayFrom, arrayMethods, emptyArray } from "./arrays.ts";
import { otherMember } from "./bridge.ts";
import { longestView, viewOfBuffer } from "./buffers.ts";
import { openNumber, whole } from "./indices.ts";

const classes = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
] as const;

type TypedClass = (typeof classes)[number];

/** `Float32Array` and its like: arrays whose elements take the type's range and precision. */
export const typedClasses: readonly (readonly [TypedArrayName, NativeValue])[] = classes.map((host) => {
  const name = host.name as TypedArrayName;
  const members = {
    BYTES_PER_ELEMENT: numberValue(host.BYTES_PER_ELEMENT),
    of: nativeValue("of", (m, _, args) => typedRow(m, name, { elements: args, doubt: null })),
    from: nativeValue("from", (m, _, args) => {
      const row = arrayFrom(m, args);
      return row.kind === "array" ? typedRow(m, name, row) : row;
    }),
  };
  const refuse = nativeValue(name, (m) => refuseWithoutNew(m, name), members);
  return [name, { ...refuse, construct: (m, args) => construct(m as Machine, host, args) }];
});

function construct(m: Machine, host: TypedClass, args: readonly Value[]): Value {
  const name = host.name as TypedArrayName;
  const [source = numberValue(0), offset, length] = args;
  if (source.kind === "unknown" && source.bytes !== undefined) {
    const { bytes } = source;
    return viewOfBuffer(m, {
      buffer: source,
      bytes,
      offset,
      length,
      typed: name,
      size: host.BYTES_PER_ELEMENT,
    });
  }
  const isLength = isPrimitive(source);
  const row = isLength ? emptyArray(m, lengthOf(m, source)) : arrayFrom(m, [source]);
  if (row.kind !== "array") return row;
  const zero = name.startsWith("Big") ? bigIntValue(0n) : numberValue(0);
  return typedRow(m, name, isLength ? { elements: row.elements.map(() => zero), doubt: row.doubt } : row);
}

/** How long a typed array is to be; a formula stays one. */
function lengthOf(m: Machine, source: Value): Value {
  return openNumber(m, source) === undefined ? numberValue(whole(m, source, 0)) : source;
}

function typedRow(m: Machine, typed: TypedArrayName, { elements, doubt }: Row): ArrayValue {
  const kept = elements.map((element) => converted(m, typed, element));
  return { ...newArray(m, kept, doubt), typed };
}

/** What a typed array holds once this value is stored in it. */
export function asElement(m: Machine, array: ArrayValue, value: Value): Value {
  const kept = converted(m, array.typed ?? "Float64Array", value);
  return isExposed(array) ? elsewhere : kept;
}

/** A value as a typed array stores it. A formula is a size, which always fits. */
function converted(m: Machine, typed: TypedArrayName, value: Value): Value {
  const number = toNumeric(m, value);
  const isBig = typed.startsWith("Big");
  if (number.kind === "bigint") {
    if (!isBig) throwError(m, "TypeError", "Cannot convert a BigInt value to a number");
    const bits = typed === "BigInt64Array" ? BigInt.asIntN : BigInt.asUintN;
    return bigIntValue(bits(64, number.value));
  }
  if (isBig && (value.kind === "number" || isNullish(value)))
    throwError(m, "TypeError", `Cannot convert ${hostText(value)} to a BigInt`);
  const plain = plainNumber(number);
  const host = classes.find(({ name }) => name === typed);
  if (plain === undefined || host === undefined || host === BigInt64Array || host === BigUint64Array)
    return number;
  const [kept = 0] = new (host as typeof Float64Array)([plain]);
  return numberValue(kept, number.kind === "number" ? number.origin : null);
}

/** Methods whose result is an array of the same type. */
const keepingType: ReadonlySet<string> = new Set([
  ...["map", "filter", "slice", "toReversed", "toSorted", "with"],
]);

/** Methods of other arrays that make them longer or shorter. */
const lacking: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "concat", "flat", "flatMap", "toSpliced"],
]);

export function typedMember(m: Machine, array: ArrayValue, name: string): Value | undefined {
  const { typed = "Float64Array" } = array;
  if (lacking.has(name)) return undefined;
  const measure = measureOf(array, name);
  if (measure !== undefined) return measure;
  if (name === "constructor") return m.intrinsics.global(typed);
  if (name === "buffer") expose(m.journal, array);
  if (name === "set") return nativeValue(name, (mm, _, args) => setAll(mm, array, args));
  if (name === "sort") return nativeValue(name, (mm, _, [order]) => sortedInPlace(mm, array, order));
  if (name === "subarray") return nativeValue(name, (mm, _, args) => subarray(mm, array, args));
  const method = arrayMethods.get(name);
  if (method === undefined) return otherMember(Float64Array.prototype, typed, name);
  return nativeValue(name, (mm, self, args) => {
    if (isPrimitive(self)) throwError(mm, "TypeError", "this is not a typed array.");
    if (name === "fill") {
      const [filling = undefinedValue, ...places] = args;
      return method(mm, array, [asElement(mm, array, filling), ...places]);
    }
    const used = name === "toSorted" && args.length === 0 ? [ascending] : args;
    const result = method(mm, array, used);
    return result.kind === "array" && keepingType.has(name) ? typedRow(mm, typed, result) : result;
  });
}

/** What a typed array tells about its bytes; undefined for other names, and for what is not followed. */
function measureOf(array: ArrayValue, name: string): Value | undefined {
  const host = classes.find((cls) => cls.name === array.typed);
  if (host === undefined) return undefined;
  const { BYTES_PER_ELEMENT: size } = host;
  if (name === "BYTES_PER_ELEMENT") return numberValue(size);
  if (name === "byteLength" && array.doubt === null) return numberValue(array.elements.length * size);
  if (name === "byteOffset" && !isExposed(array)) return numberValue((array.shares?.from ?? 0) * size);
  return name === wellKnownKey("toStringTag") ? stringValue(host.name) : undefined;
}

/** Without a comparison, typed arrays sort by number. */
const ascending = nativeValue("ascending", (_, __, [a = undefinedValue, b = undefinedValue]) => {
  const [left, right] = [plainNumber(a), plainNumber(b)];
  return left === undefined || right === undefined
    ? unknownValue("The order is not known")
    : numberValue(byNumber(left, right));
});

/** The order of numbers, with −0 before 0 and NaN last. */
function byNumber(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left - right || Number(Object.is(right, -0)) - Number(Object.is(left, -0));
}

function sortedInPlace(m: Machine, array: ArrayValue, order: Value = ascending): Value {
  touch(m.journal, array);
  const [elements, doubt] = sorted(m, array, order);
  Object.assign(array, { elements, doubt });
  return array;
}

/** `array.subarray(start, end)`: what is written to either is in both. */
function subarray(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const { elements, doubt, typed = "Float64Array" } = array;
  const from = place(whole(m, args[0], 0), elements.length);
  const to = place(whole(m, args[1], elements.length), elements.length);
  if (doubt === null && openNumber(m, ...args.slice(0, 2)) === undefined && to - from <= longestView)
    return viewOf(array, from, newArray(m, elements.slice(from, Math.max(from, to))));
  const part = arrayMethods.get("slice")?.(m, array, args);
  expose(m.journal, array);
  if (part?.kind !== "array") return part ?? elsewhere;
  const view: ArrayValue = { ...part, typed };
  expose(m.journal, view);
  return view;
}

function place(index: number, length: number): number {
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

/** `array.set(source, offset)` */
function setAll(m: Machine, array: ArrayValue, args: readonly Value[]): Value {
  const [source = undefinedValue] = args;
  // A number has no elements, as nothing else that has no length.
  const row =
    isPrimitive(source) && source.kind !== "string" ? noElements(m, source) : arrayFrom(m, [source]);
  touch(m.journal, array);
  const offset = whole(m, args[1], 0);
  if (row.kind !== "array" || row.doubt !== null) {
    const why =
      row.kind === "array" && row.doubt !== null
        ? row.doubt.why
        : row.kind === "unknown"
          ? openOf(row)
          : unread;
    array.elements = array.elements.map(() => why);
    return undefinedValue;
  }
  const isCertain = array.doubt === null && isKnownOffset(args[1]);
  if (isCertain && (offset < 0 || offset + row.elements.length > array.elements.length))
    throwError(m, "RangeError", "offset is out of bounds");
  for (const [index, element] of row.elements.entries())
    if (offset + index < array.elements.length)
      putElement(array, offset + index, asElement(m, array, element));
  return undefinedValue;
}

function noElements(m: Machine, source: Value): ArrayValue {
  if (isNullish(source)) throwError(m, "TypeError", "Cannot convert undefined or null to object");
  return newArray(m, []);
}

const unread = unknownValue("What is set is not known");

function isKnownOffset(offset: Value = undefinedValue): boolean {
  return offset.kind === "undefined" || plainNumber(offset) !== undefined;
}
