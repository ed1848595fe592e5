import { callValue } from "../run/call.ts";
import { isUnknownRow, iterate } from "../run/iterate.ts";
import { type Machine, tick } from "../run/machine.ts";
import { newArray } from "../values/containers.ts";
import { numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/** Puts an element into what its group holds so far. */
type Grown = (group: Value | undefined) => Value;

/** Sorts elements into groups by the keys that the author's function gives; undefined where all went well. */
export function grouped(
  m: Machine,
  [items = undefinedValue, keyOf = undefinedValue]: readonly Value[],
  put: (key: Value, grown: Grown) => boolean,
): UnknownValue | undefined {
  const row = iterate(m, items);
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
