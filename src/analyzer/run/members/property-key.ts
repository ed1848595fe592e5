import { isNullish } from "../../values/equality.ts";
import { nothingGiven } from "../../values/make.ts";
import { possibleValues } from "../../values/possible-values.ts";
import type { EitherValue, MemberKey, Value } from "../../values/value.ts";
import { forkOver } from "../arms/fork.ts";
import { toPrimitive, toText } from "../convert.ts";
import type { Machine } from "../machine.ts";

/** The keys that a value may be, where a condition decides between a few; undefined where it is not known, or only one. */
export function possibleKeys(value: Value): EitherValue["options"] | undefined {
  if (value.kind === "either") return value.options;
  if (value.kind !== "unknown" || value.isOneOf === undefined) return undefined;
  const { because } = value;
  return possibleValues(value.isOneOf).map((key) => ({ value: key, given: nothingGiven, because }));
}

/** Follows what happens under a key for each that it may be; the name is undefined where not even that is known. */
export function underKey(
  m: Machine,
  key: Value,
  follow: (name: string | undefined, key: Value) => Value,
): Value {
  const options = possibleKeys(key);
  if (options === undefined) return follow(propertyKey(m, key), key);
  return forkOver(m, options, (option) => follow(propertyKey(m, option), option));
}

/** A value as the key of a property; undefined where it is not known. */
export function propertyKey(m: Machine, value: Value): string | undefined {
  switch (value.kind) {
    case "string":
      return value.text;
    case "symbol":
      return value.key;
    case "undecided":
    case "either":
    case "unknown":
      return undefined;
  }
  if (isNullish(value)) return value.kind;
  const plain = toPrimitive(m, value, "string");
  if (plain.kind === "symbol") return plain.key;
  const text = toText(m, plain);
  return text.kind === "unknown" ? undefined : text.text;
}

/** A value as the key of a member: a few names where a condition decides between them. */
export function memberKey(m: Machine, key: Value): MemberKey {
  const options = possibleKeys(key);
  if (options === undefined) return propertyKey(m, key);
  const names = options.flatMap(({ value }) => propertyKey(m, value) ?? []);
  return names.length === options.length ? names : undefined;
}
