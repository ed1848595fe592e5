import { mayBe } from "../../values/among.ts";
import { newArray } from "../../values/containers.ts";
import { listingDoubt, newRow } from "../../values/doubt.ts";
import { isNullish } from "../../values/equality.ts";
import { hostText } from "../../values/host-text.ts";
import { rowOf } from "../../values/join.ts";
import { noteReadOf } from "../../values/journal.ts";
import { iteratorKey } from "../../values/keys.ts";
import { stringValue, undefinedValue, unknownValue } from "../../values/make.ts";
import { truth } from "../../values/truth.ts";
import type {
  IteratorStep,
  IteratorValue,
  KeyDoubt,
  ObjectValue,
  Row,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { perhapsIsRefused, perhapsRefuses } from "../arms/perhaps-fails.ts";
import { callValue } from "../call.ts";
import { isPrimitive, refuseIteration } from "../host-refusals.ts";
import type { Machine } from "../machine.ts";
import { isRedefined } from "../members/extras.ts";
import { getMember } from "../members/members.ts";
import { isWhollyKnown } from "../members/missing.ts";
import { throwError } from "../throw-error.ts";
import { newIterator, remaining } from "./iterators.ts";

/**
 * What iterating over a value gives, all of it or the first so many; or why that is not known. Of an array it is the
 * array itself, so that a loop sees what changes meanwhile.
 */
export function iterate(m: Machine, value: Value, most = Number.POSITIVE_INFINITY): Row | UnknownValue {
  const found = iteratorOf(m, value);
  return isIterator(found) ? remaining(m, found, most) : found;
}

/** How much is copied before anything is gone through. */
function sizeOf(value: Value): number {
  if (value.kind === "string") return value.text.length;
  return value.kind === "map" || value.kind === "set" ? value.entries.size : 0;
}

/** What iterating over a value goes through: an iterator, or a row that is there already. */
export function iteratorOf(m: Machine, value: Value): IteratorValue | Row | UnknownValue {
  noteReadOf(m.journal, value);
  if (isRedefined(m, value, iteratorKey)) return iteratorOfObject(m, value);
  m.steps += sizeOf(value) >> 3;
  switch (value.kind) {
    case "array":
    case "iterator":
      return value;
    case "string":
      return newRow([...value.text].map((letter) => stringValue(letter)));
    case "map":
      if (value.isWeak) return refuseIteration(m, value);
      return {
        elements: [
          ...[...value.entries.values()].map(([key, entry]) => newArray(m, [key, entry])),
          ...othersOf(value.doubt),
        ],
        doubt: listingDoubt(value.doubt, [...value.entries.keys()]),
      };
    case "set":
      if (value.isWeak) return refuseIteration(m, value);
      return {
        elements: [...value.entries.values(), ...othersOf(value.doubt)],
        doubt: listingDoubt(value.doubt, [...value.entries.keys()]),
      };
    case "object":
    case "class":
    case "function":
      return iteratorOfObject(m, value);
    case "either":
      perhapsIsRefused(m, value, (option) => option.kind !== "string" && isPrimitive(option));
      return (
        rowOf(value) ?? mayBe(unknownValue("It depends on a condition", m.frame?.place ?? null), [value])
      );
    case "unknown":
      perhapsRefuses(m, value);
      return value;
    default:
      return refuseIteration(m, value);
  }
}

/** What stands for entries under unknown keys. */
function othersOf(doubt: KeyDoubt | null): readonly Value[] {
  return doubt?.hasOthers ? [doubt.why] : [];
}

/** Whether an iteration has come to nothing that could be gone through. */
export function isUnknownRow(row: object): row is UnknownValue {
  return "reason" in row;
}

export function isIterator(found: IteratorValue | Row | UnknownValue): found is IteratorValue {
  return "kind" in found && found.kind === "iterator";
}

/** What `Symbol.iterator` of an object gives; an object with `next` is asked for one value after the other. */
function iteratorOfObject(m: Machine, object: Value): IteratorValue | Row | UnknownValue {
  const method = getMember(m, object, iteratorKey);
  if (method.kind === "unknown") return method;
  if (method.kind === "undefined")
    return object.kind !== "object" || object.hostMade !== null || isWhollyKnown(object)
      ? refuseIteration(m, object)
      : unknownValue("It cannot be iterated over", m.frame?.place ?? null);
  const iterator = callValue(m, method, object, []);
  return iterator.kind === "object" ? asked(m, iterator) : iteratorOf(m, iterator);
}

/** An iterator of an author's own. */
function asked(m: Machine, object: ObjectValue): IteratorValue {
  const ask = (name: string, args: readonly Value[]): IteratorStep => {
    const method = getMember(m, object, name);
    if (isNullish(method) && name !== "next")
      return { isDone: true, value: args[0] ?? undefinedValue, doubt: null };
    const step = callValue(m, method, object, args);
    if (isPrimitive(step)) throwError(m, "TypeError", `Iterator result ${hostText(step)} is not an object`);
    const isDone = truth(getMember(m, step, "done"));
    const value = getMember(m, step, "value");
    if (typeof isDone === "boolean") return { isDone, value, doubt: null };
    return { isDone: true, value, doubt: unknownValue(isDone.reason, isDone.because) };
  };
  return newIterator(m, {
    next: (sent) => ask("next", [sent]),
    return: (value) => ask("return", [value]),
    throw: (error) => {
      if (!isNullish(getMember(m, object, "throw"))) return ask("throw", [error]);
      ask("return", []);
      return throwError(m, "TypeError", "The iterator does not provide a 'throw' method.");
    },
  });
}
