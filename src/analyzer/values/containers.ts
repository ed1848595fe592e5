import type { Machine } from "../eval/machine.ts";
import { youth } from "./journal.ts";

import type { ArrayValue, ClassValue, ModuleState, ObjectValue, Place, UnknownValue, Value } from "./value.ts";

export function newArray(
  m: Machine,
  elements: Value[],
  uncertain: UnknownValue | null = null,
  origin: Place | null = null,
): ArrayValue {
  return { kind: "array", elements, uncertain, origin, ...youth(m.journal) };
}

export function newObject(
  m: Machine,
  properties: Map<string, Value> = new Map(),
  cls: ClassValue | null = null,
  module: ModuleState | null = null,
): ObjectValue {
  return { kind: "object", class: cls, properties, accessors: new Map(), module, ...youth(m.journal) };
}

