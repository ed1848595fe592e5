import { refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { containersAmong } from "../values/among.ts";
import { newArray } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import { booleanValue, numberValue, undecided, undefinedValue, unknownValue } from "../values/make.ts";
import type { ArrayValue, NativeValue, TypedArrayName, UnknownValue, Value } from "../values/value.ts";
import { bytesOf, expose, keepBytes, viewOf } from "../values/views.ts";
import { emptyArray } from "./arrays.ts";
import { otherMembers } from "./bridge.ts";
import { openNumber, whole } from "./indices.ts";

/** `ArrayBuffer`. Its bytes are followed as long as only `DataView`s and `Uint8Array`s look at them. */
export const bufferClass: NativeValue = {
  ...nativeValue("ArrayBuffer", (m) => refuseWithoutNew(m, "ArrayBuffer"), {
    ...otherMembers(ArrayBuffer, "ArrayBuffer"),
    isView: nativeValue("isView", (_, __, [value = undefinedValue]) => overOptions(value, isView)),
  }),
  construct: (m, args) => newBuffer(m as Machine, args),
};

function isView(value: Value): Value {
  if (value.kind === "unknown") return undecided(value.reason, value.because);
  const isOfBytes = value.kind === "array" && value.typed !== undefined;
  return booleanValue(isOfBytes || (value.kind === "object" && value.hostMade?.by.name === "DataView"));
}

function newBuffer(m: Machine, [length, options]: readonly Value[]): UnknownValue {
  const bytes = whole(m, length, 0);
  const buffer = unknownValue("What an ArrayBuffer holds is not followed", m.frame?.place ?? null);
  if (bytes < 0) throwError(m, "RangeError", "Invalid array buffer length");
  const isFixed = options === undefined || options.kind === "undefined";
  if (!isFixed || openNumber(m, length) !== undefined) return buffer;
  const sized = { ...buffer, bytes };
  if (bytes > longestView) return sized;
  const zeros = Array.from({ length: bytes }, () => numberValue(0));
  return keepBytes(sized, { ...newArray(m, zeros), typed: "Uint8Array" });
}

/** Scanning a longer one each time would be slow. */
export const longestView = 1024;

/** What a typed array is to be a view of, and of what it is made. */
interface BufferView {
  readonly buffer: UnknownValue;
  readonly bytes: number;
  readonly offset: Value | undefined;
  readonly length: Value | undefined;
  readonly typed: TypedArrayName;
  /** How many bytes an element takes. */
  readonly size: number;
}

/** `new Uint16Array(buffer, offset, length)`: as long as that says, and of elements that are not known. */
export function viewOfBuffer(m: Machine, stretch: BufferView): Value {
  const open = openNumber(m, stretch.offset, stretch.length);
  const held = bytesOf(stretch.buffer);
  if (open !== undefined || held === undefined || stretch.typed !== held.typed)
    exposeBytes(m, stretch.buffer);
  if (open !== undefined) return open;
  const length = lengthOf(m, stretch);
  if (held !== undefined && stretch.typed === held.typed) {
    const from = whole(m, stretch.offset, 0);
    return viewOf(held, from, newArray(m, held.elements.slice(from, from + length)));
  }
  const row = emptyArray(m, numberValue(length));
  if (row.kind !== "array") return row;
  const view: ArrayValue = { ...row, typed: stretch.typed };
  expose(m.journal, view);
  return view;
}

/** Makes the bytes of a buffer unknown, and those of every buffer that it may be. */
export function exposeBytes(m: Machine, buffer: UnknownValue): void {
  for (const thing of [...containersAmong(buffer), bytesOf(buffer)])
    if (thing?.kind === "array" && thing.typed !== undefined) expose(m.journal, thing);
}

/** How many elements there are; throws as the host does where they do not fit. */
function lengthOf(m: Machine, { bytes, offset, length, typed, size }: BufferView): number {
  const refuse = (why: string): never => throwError(m, "RangeError", why);
  const from = whole(m, offset, 0);
  if (from < 0) refuse(`Start offset ${from} is outside the bounds of the buffer`);
  if (from % size !== 0) refuse(`start offset of ${typed} should be a multiple of ${size}`);
  if (length !== undefined && length.kind !== "undefined") {
    const count = whole(m, length, 0);
    if (count < 0 || from + count * size > bytes) refuse(`Invalid typed array length: ${count}`);
    return count;
  }
  if (bytes % size !== 0) refuse(`byte length of ${typed} should be a multiple of ${size}`);
  if (from > bytes) refuse(`Start offset ${from} is outside the bounds of the buffer`);
  return (bytes - from) / size;
}
