import { toNumeric } from "../run/convert.ts";
import { refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newObject, setUnlisted } from "../values/containers.ts";
import { hostText } from "../values/host-text.ts";
import { touch } from "../values/journal.ts";
import { privateKey } from "../values/keys.ts";
import { bigIntValue, numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { truth } from "../values/truth.ts";
import type { ArrayValue, NativeValue, ObjectValue, Value } from "../values/value.ts";
import { bytesOf, expose, isExposed, putElement } from "../values/views.ts";
import { exposeBytes } from "./buffers.ts";
import { openNumber, whole } from "./indices.ts";

/*
 * `DataView`. What it reads and writes are the bytes that its buffer holds; where they are not known, it reads a number that is
 * not known. An access outside of them throws.
 */

/** How many bytes an access takes, by the end of its method's name. */
const sizes: ReadonlyMap<string, number> = new Map([
  ...(["Int8", "Uint8"] as const).map((kind) => [kind, 1] as const),
  ...(["Int16", "Uint16"] as const).map((kind) => [kind, 2] as const),
  ...(["Int32", "Uint32", "Float32"] as const).map((kind) => [kind, 4] as const),
  ...(["Float64", "BigInt64", "BigUint64"] as const).map((kind) => [kind, 8] as const),
]);

const [bufferKey, startKey, lengthKey] = [privateKey("buffer"), privateKey("start"), privateKey("length")];

export const dataViewClass: NativeValue = {
  ...nativeValue("DataView", (m) => refuseWithoutNew(m, "DataView")),
  construct: (m, args) => newView(m as Machine, args),
};

function newView(m: Machine, [buffer = undefinedValue, offset, length]: readonly Value[]): Value {
  if (buffer.kind !== "unknown" && buffer.kind !== "either")
    throwError(m, "TypeError", "First argument to DataView constructor must be an ArrayBuffer");
  const view = newObject(m, new Map(), null, null, { by: dataViewClass, pattern: null });
  setUnlisted(m, view, bufferKey, buffer);
  const bytes = buffer.kind === "unknown" ? buffer.bytes : undefined;
  if (buffer.kind === "unknown" && bytesOf(buffer) === undefined) exposeBytes(m, buffer);
  const open = openNumber(m, offset, length);
  const start = whole(m, offset, 0);
  if (open === undefined && (start < 0 || start > (bytes ?? start)))
    throwError(m, "RangeError", `Start offset ${start} is outside the bounds of the buffer`);
  const isToEnd = length === undefined || length.kind === "undefined";
  const count = isToEnd ? (bytes ?? 0) - start : whole(m, length, 0);
  if (open === undefined && (count < 0 || start + count > (bytes ?? start + count)))
    throwError(m, "RangeError", `Invalid DataView length ${count}`);
  const isKnown = open === undefined && (bytes !== undefined || !isToEnd);
  setUnlisted(m, view, startKey, open ?? numberValue(start));
  setUnlisted(m, view, lengthKey, isKnown ? numberValue(count) : notFollowed);
  return view;
}

const notFollowed = unknownValue("What an ArrayBuffer holds is not followed");

/** What a view has. */
export function dataViewMember(view: ObjectValue, name: string): Value | undefined {
  const { properties } = view;
  if (name === "buffer") return properties.get(bufferKey);
  if (name === "byteOffset") return properties.get(startKey);
  if (name === "byteLength") return properties.get(lengthKey);
  const [, kind = "", type = ""] = /^(get|set)(\w+)$/.exec(name) ?? [];
  const size = sizes.get(type);
  if (size === undefined) return undefined;
  return nativeValue(name, (m, self, [offset, ...rest]) => {
    const length = self.kind === "object" ? self.properties.get(lengthKey) : undefined;
    // The order that ECMAScript sets: convert the offset, then the value, and only then check the offset against the length.
    checkBounds(m, offset, size, undefined);
    const number = kind === "set" ? toWritten(m, type, rest[0] ?? undefinedValue) : undefinedValue;
    checkBounds(m, offset, size, length === undefined ? undefined : plainNumber(length));
    const isLittle = truth(rest[kind === "set" ? 1 : 0] ?? undefinedValue);
    const bytes = self.kind === "object" ? stretchOf(m, self, offset, size) : undefined;
    if (kind === "get") return readNumber(type, bytes, isLittle);
    writeNumber(m, type, bytes, number, isLittle);
    return undefinedValue;
  });
}

/** Adjacent bytes of the array that holds them. */
interface Bytes {
  readonly held: ArrayValue;
  /** Null where it is not known which ones they are. */
  readonly from: number | null;
  readonly size: number;
}

function stretchOf(
  m: Machine,
  view: ObjectValue,
  offset: Value | undefined,
  size: number,
): Bytes | undefined {
  const held = bytesOf(view.properties.get(bufferKey) ?? undefinedValue);
  if (held === undefined) return undefined;
  const start = plainNumber(view.properties.get(startKey) ?? undefinedValue);
  const isOpen = start === undefined || openNumber(m, offset) !== undefined;
  return { held, from: isOpen ? null : start + whole(m, offset, 0), size };
}

type Reader = (view: DataView, isLittle: boolean) => number | bigint;

function readNumber(type: string, bytes: Bytes | undefined, isLittle: ReturnType<typeof truth>): Value {
  const isBig = type.startsWith("Big");
  const known = bytes && bytes.from !== null && typeof isLittle === "boolean" ? knownBytes(bytes) : undefined;
  if (known === undefined) return isBig ? notFollowed : { ...notFollowed, type: "number" };
  const view = new DataView(Uint8Array.from(known).buffer);
  const read: Reader = (from, little) => from[`get${type}` as "getInt16"](0, little);
  const number = read(view, isLittle === true);
  return typeof number === "bigint" ? bigIntValue(number) : numberValue(number);
}

function knownBytes({ held, from, size }: Bytes): readonly number[] | undefined {
  if (from === null || held.doubt !== null || isExposed(held)) return undefined;
  const bytes = held.elements.slice(from, from + size).map(plainNumber);
  return bytes.every((byte) => byte !== undefined) ? bytes : undefined;
}

/** The number that a value is converted to where it is written. */
function toWritten(m: Machine, type: string, value: Value): Value {
  const isBig = type.startsWith("Big");
  // Whether such a value becomes a BigInt or is refused depends on its content, which is not parsed here.
  if (isBig && (value.kind === "string" || value.kind === "boolean")) return notFollowed;
  const number = toNumeric(m, value);
  if ((number.kind === "bigint") === isBig || number.kind === "unknown") return number;
  throwError(
    m,
    "TypeError",
    isBig ? `Cannot convert ${hostText(value)} to a BigInt` : "Cannot convert a BigInt value to a number",
  );
}

function writeNumber(
  m: Machine,
  type: string,
  bytes: Bytes | undefined,
  number: Value,
  isLittle: ReturnType<typeof truth>,
): void {
  if (bytes === undefined) return;
  const { held, from, size } = bytes;
  if (from === null || isExposed(held)) {
    expose(m.journal, held);
    return;
  }
  touch(m.journal, held);
  const plain = number.kind === "bigint" ? number.value : plainNumber(number);
  const written = new DataView(new ArrayBuffer(size));
  if (plain !== undefined && typeof isLittle === "boolean")
    written[`set${type}` as "setInt16"](0, plain as number, isLittle);
  for (let index = 0; index < size; index++) {
    const isKnown = plain !== undefined && typeof isLittle === "boolean";
    putElement(held, from + index, isKnown ? numberValue(written.getUint8(index)) : notFollowed);
  }
}

function checkBounds(m: Machine, offset: Value | undefined, size: number, length: number | undefined): void {
  if (openNumber(m, offset) !== undefined) return;
  const from = whole(m, offset, 0);
  if (from < 0 || from + size > (length ?? Number.POSITIVE_INFINITY))
    throwError(m, "RangeError", "Offset is outside the bounds of the DataView");
}
