import { tick } from "../run/budget.ts";
import { callValue } from "../run/call.ts";
import { asFunction, asObject } from "../run/host-refusals.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { newArray } from "../values/containers.ts";
import { numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/** Adds an element to its group. */
type Grown = (group: Value | undefined) => Value;

/** Groups elements by the keys that the author's function returns; undefined if all went well. */
export function grouped(
  m: Machine,
  [items = undefinedValue, keyOf = undefinedValue]: readonly Value[],
  put: (key: Value, grown: Grown) => boolean,
): UnknownValue | undefined {
  const row = iterate(m, asObject(m, items));
  asFunction(m, keyOf);
  if (isUnknownRow(row)) return row;
  if (row.doubt !== null) return row.doubt.why;
  for (const [index, element] of row.elements.entries()) {
    tick(m);
    const key = callValue(m, keyOf, undefinedValue, [element, numberValue(index)]);
    const grown: Grown = (group) =>
      group?.kind === "array" ? newArray(m, [...group.elements, element]) : newArray(m, [element]);
    if (!put(key, grown)) return unknownValue("The group of an element is not known");
  }
  return undefined;
}
