import { isMissingPart, rememberMissingPart } from "./missing-parts.ts";
import type { ArrayValue, MapValue, ObjectValue, SetValue, UnknownValue, Value } from "./value.ts";
import { bytesOf } from "./views.ts";

/*
 * Unknown values that are one of several things, some of which are known: too many for a choice, or one that is unknown beside
 * one that is not. What is done to such a value is done to one of these things, perhaps.
 */
const among = new WeakMap<UnknownValue, readonly KnownThing[]>();

/** What can be changed, and is held by variables beside the one that is unknown. Modules keep their layers all the same. */
export type KnownThing = ArrayValue | MapValue | SetValue | ObjectValue;

/** The known things that an unknown value may be. */
export function thingsAmong(value: UnknownValue): readonly KnownThing[] {
  return among.get(value) ?? none;
}

const none: readonly KnownThing[] = [];

/** The unknown value, which may also be what any of these values are. */
export function mayBe(unknown: UnknownValue, values: readonly Value[]): UnknownValue {
  const own = thingsIn(unknown);
  const added = values.flatMap(thingsIn).filter((thing) => !own.includes(thing));
  // A buffer that may be another one is not the one whose bytes are known.
  if (added.length === 0 && bytesOf(unknown) === undefined) return unknown;
  const copy = { ...unknown };
  if (isMissingPart(unknown)) rememberMissingPart(copy);
  among.set(copy, [...own, ...new Set(added)]);
  return copy;
}

function thingsIn(value: Value): readonly KnownThing[] {
  if (value.kind === "unknown") return [...thingsAmong(value), ...[bytesOf(value) ?? []].flat()];
  if (value.kind === "either") return value.options.flatMap((option) => thingsIn(option.value));
  const isThing = value.kind === "array" || value.kind === "map" || value.kind === "set";
  return isThing || (value.kind === "object" && value.module === null) ? [value] : none;
}
