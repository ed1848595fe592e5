import type { FileRange } from "../../base/index.ts";
import { isMissingPart, rememberMissingPart } from "./missing-parts.ts";
import type { ArrayValue, MapValue, ObjectValue, SetValue, UnknownValue, Value } from "./value.ts";
import { bytesOf } from "./views.ts";

/*
 * Unknown values that are one of several containers, some of which are known: too many for a choice, or one that is unknown beside
 * one that is not. What is done to such a value may be done to any of them.
 */
const among = new WeakMap<UnknownValue, readonly KnownContainer[]>();

/** What can be changed, and is held by variables beside the one that is unknown. Modules keep their layers all the same. */
export type KnownContainer = ArrayValue | MapValue | SetValue | ObjectValue;

/** The known containers that an unknown value may be. */
export function containersAmong(value: UnknownValue): readonly KnownContainer[] {
  return among.get(value) ?? none;
}

const none: readonly KnownContainer[] = [];

/** The unknown value, which may also be what any of these values are. */
export function mayBe<T extends UnknownValue>(unknown: T, values: readonly Value[]): T {
  const own = containersIn(unknown);
  const added = values.flatMap(containersIn).filter((container) => !own.includes(container));
  // A buffer that may be another one is copied in any case, because the copy has no known bytes.
  if (added.length === 0 && bytesOf(unknown) === undefined) return unknown;
  return copyOf(unknown, {}, [...own, ...new Set(added)]);
}

/** The unknown value with the place where it became unknown. */
export function unknownAt(unknown: UnknownValue, because: FileRange): UnknownValue {
  return copyOf(unknown, { because }, containersIn(unknown));
}

function copyOf<T extends UnknownValue>(
  unknown: T,
  changes: Partial<UnknownValue>,
  containers: readonly KnownContainer[],
): T {
  const copy = { ...unknown, ...changes };
  if (isMissingPart(unknown)) rememberMissingPart(copy);
  if (containers.length > 0) among.set(copy, containers);
  return copy;
}

function containersIn(value: Value): readonly KnownContainer[] {
  if (value.kind === "unknown") return [...containersAmong(value), ...[bytesOf(value) ?? []].flat()];
  if (value.kind === "either") return value.options.flatMap((option) => containersIn(option.value));
  const isContainer = value.kind === "array" || value.kind === "map" || value.kind === "set";
  return isContainer || (value.kind === "object" && value.module === null) ? [value] : none;
}
