import { fromPlain } from "../intrinsics/bridge.ts";
import type { Machine } from "../run/machine.ts";
import { unknownValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";

export function isJson(text: string): boolean {
  return parse(text) !== undefined;
}

/** What an import takes from a JSON file: all of it, or one property; undefined where there is none of that name. */
export function jsonMember(m: Machine, text: string, name: string | null): Value | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return unknownValue("The file is not JSON");
  const value = fromPlain(m, parsed);
  return name === null || name === "default" || value.kind !== "object" ? value : value.properties.get(name);
}

/** Undefined where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
