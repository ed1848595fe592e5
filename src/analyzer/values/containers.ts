import type { Machine } from "../run/machine.ts";
import { youth } from "./journal.ts";
import { unknownValue } from "./make.ts";

import type {
  ArrayValue,
  ClassValue,
  ModuleState,
  ObjectValue,
  Place,
  UnknownValue,
  Value,
} from "./value.ts";

/** Longer ones no model has; they would only fill the memory. */
const longestArray = 1_000_000;

/** An array of these elements, which it keeps. Long ones count as work. */
export function newArray(
  m: Machine,
  elements: Value[],
  uncertain: UnknownValue | null = null,
  origin: Place | null = null,
): ArrayValue {
  m.steps += elements.length >> 3;
  if (elements.length > longestArray) {
    elements.length = longestArray;
    return newArray(m, elements, unknownValue("The array is too long to follow", origin), origin);
  }
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
