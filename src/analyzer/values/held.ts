import { containersAmong, mayBe } from "./among.ts";
import { nothingGiven, openOf, undefinedValue, untyped } from "./make.ts";
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

/** How deep objects and lists are looked into for functions that are handed over in them: `{ events: { onEnd } }`. */
const deepest = 3;

/** Values and what they hold, as deep as options are usually nested. A list may be long, and be handed over again and again. */
export function handedOver(m: { steps: number }, values: readonly Value[]): readonly Value[] {
  const all: Value[] = [];
  for (const value of values) addHandedOver(all, value, deepest);
  m.steps += all.length >> 6;
  return all;
}

function addHandedOver(all: Value[], value: Value, depth: number): void {
  all.push(value);
  const isNested =
    depth > 0 && (value.kind === "array" || (value.kind === "object" && value.module === null));
  if (isNested || depth === deepest) for (const part of partsOf(value)) addHandedOver(all, part, depth - 1);
}

/** The values that stand in a thing, whichever one it is. */
export function heldBy(value: Value): readonly Value[] {
  if (value.kind === "either") return value.options.flatMap((option) => heldBy(option.value));
  if (value.kind === "unknown") return containersAmong(value).flatMap(heldBy);
  return value.kind === "map" ? [...value.entries.values()].map(([, entry]) => entry) : [...partsOf(value)];
}

/**
 * What stands at an unknown place of a thing, or is not there. Of a few layers, functions or classes it is one, so that whoever
 * calls it calls any of them.
 */
export function somePart(why: UnknownValue, value: Value): Value {
  const held = [...new Set(heldBy(value))];
  if (held.length > mostFollowed || !held.some(isCode) || !held.every(isSingle))
    return mayBe(openOf(why), held);
  const options = [...held, undefinedValue];
  return { kind: "either", options: options.map((option) => ({ value: option, given: nothingGiven })) };
}

/** Of more than so many it would cost too much to follow each. */
const mostFollowed = 8;

function isSingle({ kind }: Value): boolean {
  return kind !== "either" && kind !== "unknown";
}

function isCode(value: Value): boolean {
  if (value.kind === "object") return value.module !== null;
  return value.kind === "function" || value.kind === "class";
}

/** What stands for the elements of an unknown thing: one that is unknown, and may not be there. */
export function unknownRow(thing: UnknownValue): Row {
  return { elements: [mayBe(thing, heldBy(thing))], doubt: { why: untyped(thing), sure: 0 } };
}
