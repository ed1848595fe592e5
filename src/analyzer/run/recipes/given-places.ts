import type { FileRange } from "../../../base/index.ts";
import { originOf } from "../../values/make.ts";
import type { ObjectValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/** Where an object literal and its keys stand: the same for every object that it makes. */
export interface LiteralPlaces {
  readonly whole: FileRange;
  readonly keys: ReadonlyMap<string, FileRange>;
}

const literalPlaces = new WeakMap<ObjectValue, LiteralPlaces>();

export function rememberLiteral(object: ObjectValue, places: LiteralPlaces): void {
  literalPlaces.set(object, places);
}

/** The keys of the literal that made an object. */
export function keysOf(object: ObjectValue): ReadonlyMap<string, FileRange> {
  return literalPlaces.get(object)?.keys ?? noKeys;
}

/** Where the literal of an object is written; undefined for an object that no literal made. */
export function wholeOf(object: ObjectValue): FileRange | undefined {
  return literalPlaces.get(object)?.whole;
}

const noKeys: ReadonlyMap<string, FileRange> = new Map();

/** Where the author gave a value: an array or an object as a whole, a class where it was given last. */
export function placeGiven(m: Machine, value: Value): FileRange | null {
  if (value.kind === "array") return value.origin;
  if (value.kind === "class") return m.givenClasses.get(value) ?? null;
  if (value.kind === "object") return wholeOf(value) ?? null;
  return originOf(value);
}
