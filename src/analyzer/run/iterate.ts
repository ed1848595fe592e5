import { newArray } from "../values/containers.ts";
import { listingDoubt, newRow } from "../values/doubt.ts";
import { rowOf } from "../values/join.ts";
import { wellKnownKey } from "../values/keys.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { describe, findMember } from "../values/prototype.ts";
import { truth } from "../values/truth.ts";
import type { Row, UnknownValue, Value } from "../values/value.ts";
import { callFunction } from "./call.ts";
import type { Machine } from "./machine.ts";
import { tick } from "./machine.ts";

/**
 * What iterating over a value gives, or why that is not known. Of an array it is the array itself, so that a loop sees
 * what changes meanwhile.
 */
export function iterate(m: Machine, value: Value): Row | UnknownValue {
  switch (value.kind) {
    case "array":
      return value;
    case "string":
      return newRow([...value.text].map((letter) => stringValue(letter)));
    case "map":
      return {
        elements: [...value.entries.values()].map(([key, entry]) => newArray(m, [key, entry])),
        doubt: listingDoubt(value.doubt),
      };
    case "set":
      return { elements: [...value.entries.values()], doubt: listingDoubt(value.doubt) };
    case "object":
      return iterateObject(m, value);
    case "either":
      return rowOf(value) ?? unknownValue("It depends on a condition", m.frame?.place ?? null);
    case "unknown":
      return value;
    default:
      return unknownValue(`It is ${describe(value)}, which cannot be iterated over`, m.frame?.place ?? null);
  }
}

const iteratorKey = wellKnownKey("iterator");

/** Whether an iteration has come to nothing that could be gone through. */
export function isUnknownRow(row: Row | UnknownValue): row is UnknownValue {
  return "reason" in row;
}

function iterateObject(m: Machine, object: Extract<Value, { kind: "object" }>): Row | UnknownValue {
  const own = object.properties.get(iteratorKey);
  const found = object.class === null ? undefined : findMember(object.class, iteratorKey);
  const method = own ?? (found?.member.kind === "method" ? found.member.value : undefined);
  if (method?.kind !== "function") return unknownValue("It cannot be iterated over", m.frame?.place ?? null);
  const iterator = callFunction(m, method, object, []);
  return iterator.kind === "object" ? drain(m, iterator) : iterate(m, iterator);
}

/** Asks an iterator of the author's own for the next value until it is done. */
function drain(m: Machine, iterator: Extract<Value, { kind: "object" }>): Row | UnknownValue {
  const next = iterator.properties.get("next");
  if (next?.kind !== "function") return unknownValue("It cannot be iterated over", m.frame?.place ?? null);
  const values: Value[] = [];
  for (;;) {
    tick(m);
    const step = callFunction(m, next, iterator, []);
    if (step.kind !== "object") return unknownValue("The iterator's steps are not known");
    const done = truth(step.properties.get("done") ?? undefinedValue);
    if (done === true) return newRow(values);
    if (done !== false)
      return {
        elements: values,
        doubt: { why: unknownValue(done.reason, done.because), sure: values.length },
      };
    values.push(step.properties.get("value") ?? undefinedValue);
  }
}
