import { isNullish } from "../../values/equality.ts";
import type { Value } from "../../values/value.ts";
import { toPrimitive, toText } from "../convert.ts";
import type { Machine } from "../machine.ts";

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
