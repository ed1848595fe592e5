import { refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { numberValue, unknownValue } from "../values/make.ts";
import type { ArrayValue, NativeValue, TypedArrayName, UnknownValue, Value } from "../values/value.ts";
import { expose } from "../values/views.ts";
import { emptyArray } from "./arrays.ts";
import { otherMembers } from "./bridge.ts";
import { openNumber, whole } from "./indices.ts";

/** `ArrayBuffer`. Of its bytes nothing is followed but how many there are. */
export const bufferClass: NativeValue = {
  ...nativeValue(
    "ArrayBuffer",
    (m) => refuseWithoutNew(m, "ArrayBuffer"),
    otherMembers(ArrayBuffer, "ArrayBuffer"),
  ),
  construct: (m, args) => newBuffer(m as Machine, args),
};

function newBuffer(m: Machine, [length, options]: readonly Value[]): UnknownValue {
  const bytes = whole(m, length, 0);
  const buffer = unknownValue("What an ArrayBuffer holds is not followed", m.frame?.place ?? null);
  if (bytes < 0) throwError(m, "RangeError", "Invalid array buffer length");
  const isFixed = options === undefined || options.kind === "undefined";
  return isFixed && openNumber(m, length) === undefined ? { ...buffer, bytes } : buffer;
}

/** What a typed array is to be a view of, and of what it is made. */
interface Stretch {
  readonly bytes: number;
  readonly offset: Value | undefined;
  readonly length: Value | undefined;
  readonly typed: TypedArrayName;
  /** How many bytes an element takes. */
  readonly size: number;
}

/** `new Uint16Array(buffer, offset, length)`: as long as that says, and of elements that are not known. */
export function viewOfBuffer(m: Machine, stretch: Stretch): Value {
  const open = openNumber(m, stretch.offset, stretch.length);
  if (open !== undefined) return open;
  const row = emptyArray(m, numberValue(lengthOf(m, stretch)));
  if (row.kind !== "array") return row;
  const view: ArrayValue = { ...row, typed: stretch.typed };
  expose(m.journal, view);
  return view;
}

/** How many elements there are; throws as the host does where they do not fit. */
function lengthOf(m: Machine, { bytes, offset, length, typed, size }: Stretch): number {
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
