import { containersAmong, mayBe } from "./among.ts";
import { openOf, untyped } from "./make.ts";
import type { Row, UnknownValue, Value } from "./value.ts";

/*
 * What things hold, and which of it may stand at an unknown place: that is unknown, but it may be any of the known things there,
 * and whoever changes it may change them.
 */

/** The values that a thing holds; of a choice, the things to choose from. */
export function partsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case "array":
      return value.elements;
    case "map":
      return [...value.entries.values()].flat();
    case "set":
      return value.entries.values();
    case "object":
    case "function":
    case "class":
      return value.properties.values();
    case "either":
      return value.options.map((option) => option.value);
    default:
      return [];
  }
}

/** The values that stand in a thing, whichever one it is. */
export function heldBy(value: Value): readonly Value[] {
  if (value.kind === "either") return value.options.flatMap((option) => heldBy(option.value));
  if (value.kind === "unknown") return containersAmong(value).flatMap(heldBy);
  return value.kind === "map" ? [...value.entries.values()].map(([, entry]) => entry) : [...partsOf(value)];
}

/** What stands at an unknown place of a thing, or is not there. */
export function somePart(why: UnknownValue, value: Value): UnknownValue {
  return mayBe(openOf(why), heldBy(value));
}

/** What stands for the elements of an unknown thing: one that is unknown, and may not be there. */
export function unknownRow(thing: UnknownValue): Row {
  return { elements: [mayBe(thing, heldBy(thing))], doubt: { why: untyped(thing), sure: 0 } };
}
