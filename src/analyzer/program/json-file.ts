import { fromPlain } from "../intrinsics/bridge.ts";
import type { Machine } from "../run/machine.ts";
import { newObject } from "../values/containers.ts";
import { unknownValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";

export function isJson(text: string): boolean {
  return parse(text) !== undefined;
}

/**
 * What an import takes from a JSON file: all of it, or one property; undefined where there is none of that name. As a module, a null
 * name, it has its properties besides, as bundlers give them.
 */
export function jsonMember(m: Machine, text: string, name: string | null): Value | undefined {
  const parsed = parse(text);
  if (parsed === undefined) return unknownValue("The file is not JSON");
  const value = fromPlain(m, parsed);
  const parts = value.kind === "object" ? value.properties : new Map<string, Value>();
  if (name === null) return newObject(m, new Map([...parts, ["default", value]]));
  return name === "default" ? value : parts.get(name);
}

/** Undefined where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
