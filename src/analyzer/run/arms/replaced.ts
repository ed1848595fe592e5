import { mayBe } from "../../values/among.ts";
import { newArray, newObject } from "../../values/containers.ts";
import { nothingGiven, undecided, unknownValue } from "../../values/make.ts";
import type { Contents, Mutable } from "../../values/mutable.ts";
import { sameValue } from "../../values/same.ts";
import type { ArrayValue, ObjectValue, UndecidedValue, UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { isAlike } from "./alike.ts";
import type { HeldPart } from "./held-parts.ts";

/** A part of something to which one iteration of a loop gives a thing that it has made. */
export interface Replaced {
  readonly holder: Mutable;
  /** With what it held before. */
  readonly part: HeldPart;
  readonly after: Value;
}

/** The thing that was made after the given time, where a value is one, or may be one under a condition. */
export function madeSince(value: Value, epoch: number): Value | undefined {
  return choicesOf(value).find((choice) => "born" in choice && choice.born > epoch);
}

function choicesOf(value: Value): readonly Value[] {
  return value.kind === "either" ? value.options.map((option) => option.value) : [value];
}

/**
 * Where each iteration builds on what the one before it made, as in `list = [...list, layer]`, the result may be any of a series. A
 * second iteration, which goes on from the first, shows which it is: if it makes the same again, there are only two.
 */
export function openReplaced(
  m: Machine,
  why: UndecidedValue,
  replaced: readonly Replaced[],
  again: () => ReadonlyMap<Mutable, Contents>,
): void {
  if (replaced.length === 0) return;
  for (const { part, after } of replaced) part.put(after);
  const changes = again();
  for (const { holder, part, after } of replaced) {
    const contents = changes.get(holder);
    const next = contents && part.in(contents);
    const before = choicesOf(part.value);
    const isKnown = (choice: Value): boolean => [after, ...before].some((known) => isAlike(known, choice));
    const isSeries = next !== undefined && !choicesOf(next).every(isKnown);
    part.put(isSeries ? anyBetween(m, why, part.value, after) : part.value);
  }
}

/** Any of a series that begins with these two. */
function anyBetween(m: Machine, why: UndecidedValue, before: Value, after: Value): Value {
  const unknown = unknownValue(why.reason, why.because);
  const other =
    before.kind === "array" && after.kind === "array"
      ? anyArray(m, why, before, after)
      : before.kind === "object" && after.kind === "object"
        ? anyObject(m, why, before, after)
        : null;
  if (other === null) return mayBe(unknown, [before]);
  const options = [before, other].map((value) => ({ value, given: nothingGiven, because: why.because }));
  return { kind: "either", options };
}

/** Where each array extends the one before it, the first elements are certain. */
function anyArray(m: Machine, why: UndecidedValue, before: ArrayValue, after: ArrayValue): ArrayValue {
  const [a, b] = [before.elements, after.elements];
  const isGrown = a.length <= b.length && a.every((element, index) => isSame(element, b[index]));
  const unknown = unknownValue(why.reason, why.because);
  const sure = isGrown && before.doubt === null ? a.length : 0;
  const elements = (isGrown ? b : [...a, ...b]).map((element, index) =>
    index < sure ? element : openPlain(element, why),
  );
  return newArray(m, elements, { why: unknown, sure }, before.origin);
}

/** An object of the same class and keys, with whatever values. */
function anyObject(
  m: Machine,
  why: UndecidedValue,
  before: ObjectValue,
  after: ObjectValue,
): ObjectValue | null {
  const isLike = before.class === after.class && before.module === null && before.hostMade === null;
  const hasKeys = before.properties.size === after.properties.size;
  if (!isLike || !hasKeys || before.doubt !== null || after.doubt !== null) return null;
  const properties = new Map<string, Value>();
  for (const [name, value] of before.properties) {
    const other = after.properties.get(name);
    if (other === undefined) return null;
    properties.set(name, isSame(value, other) ? value : openValue(value, other, why));
  }
  return newObject(m, properties, before.class);
}

function openValue(before: Value, after: Value, why: UndecidedValue): Value {
  const plain = widened(before, after, why);
  return plain === before ? mayBe(unknownValue(why.reason, why.because), [before, after]) : plain;
}

/** Numbers, texts and booleans are those of one iteration; layers and tensors are like those of any other. */
function openPlain(value: Value, why: UndecidedValue): Value {
  return widened(value, value, why);
}

function isSame(left: Value, right: Value | undefined): boolean {
  return left === right || (right !== undefined && sameValue(left, right));
}

/** A plain value that changes in each iteration; of anything else, what it was. */
export function widened(before: Value, after: Value, { reason, because }: UndecidedValue): Value {
  switch (before.kind) {
    case "number":
    case "string": {
      const unknown: UnknownValue = { kind: "unknown", reason, because };
      return after.kind === before.kind ? { ...unknown, type: before.kind } : unknown;
    }
    case "boolean":
      return undecided(reason, because);
    default:
      return before;
  }
}
