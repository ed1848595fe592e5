import { toText } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { unknownValue } from "../values/make.ts";
import type { StringValue, UnknownValue, Value } from "../values/value.ts";

/** A value as the text that a function of the host reads. */
export function asText(m: Machine, value: Value): StringValue | UnknownValue {
  return value.kind === "either" ? unknownValue("The text depends on a condition") : toText(m, value);
}
