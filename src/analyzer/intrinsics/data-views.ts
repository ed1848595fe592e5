import { refuseWithoutNew } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newObject, setUnlisted } from "../values/containers.ts";
import { privateKey } from "../values/keys.ts";
import { numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, Value } from "../values/value.ts";
import { openNumber, whole } from "./indices.ts";

/*
 * `DataView`. As of a buffer, nothing is followed of what it holds but how many bytes there are: an access outside of them
 * throws, and whatever is read is a number that is not known.
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
  return nativeValue(name, (m, self, [offset]) => {
    const held = self.kind === "object" ? self.properties.get(lengthKey) : undefined;
    checkBounds(m, offset, size, held === undefined ? undefined : plainNumber(held));
    if (kind === "set") return undefinedValue;
    return type.startsWith("Big") ? notFollowed : { ...notFollowed, type: "number" };
  });
}

function checkBounds(m: Machine, offset: Value | undefined, size: number, length: number | undefined): void {
  if (openNumber(m, offset) !== undefined) return;
  const from = whole(m, offset, 0);
  if (from < 0 || from + size > (length ?? Number.POSITIVE_INFINITY))
    throwError(m, "RangeError", "Offset is outside the bounds of the DataView");
}
