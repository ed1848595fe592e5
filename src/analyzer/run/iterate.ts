import { newArray } from "../values/containers.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { describe, findMember } from "../values/prototype.ts";
import { truth } from "../values/truth.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { callFunction } from "./call.ts";
import type { Machine } from "./machine.ts";
import { tick } from "./machine.ts";

/** What a loop or a spread goes through; `uncertain` where there may be more or fewer. */
interface Iteration {
  /** Of an array: the array itself, so that a loop sees what is pushed meanwhile. */
  readonly values: readonly Value[];
  readonly uncertain: UnknownValue | null;
}

/** What iterating over a value gives, or why nobody can tell. */
export function iterate(m: Machine, value: Value): Iteration | UnknownValue {
  switch (value.kind) {
    case "array":
      return { values: value.elements, uncertain: value.uncertain };
    case "string":
      return { values: [...value.text].map((letter) => stringValue(letter)), uncertain: null };
    case "map":
      return {
        values: [...value.entries.values()].map(([key, entry]) => newArray(m, [key, entry])),
        uncertain: null,
      };
    case "set":
      return { values: [...value.entries.values()], uncertain: null };
    case "object":
      return iterateObject(m, value);
    case "unknown":
      return value;
    default:
      return unknownValue(`It is ${describe(value)}, which cannot be iterated over`, m.frame?.place ?? null);
  }
}

function iterateObject(m: Machine, object: Extract<Value, { kind: "object" }>): Iteration | UnknownValue {
  const own = object.properties.get("@@iterator");
  const found = object.class === null ? undefined : findMember(object.class, "@@iterator");
  const method = own ?? (found?.member.kind === "method" ? found.member.value : undefined);
  if (method?.kind !== "function") return unknownValue("It cannot be iterated over", m.frame?.place ?? null);
  const iterator = callFunction(m, method, object, []);
  return iterator.kind === "object" ? drain(m, iterator) : iterate(m, iterator);
}

/** Asks an iterator of the author's own for the next value until it is done. */
function drain(m: Machine, iterator: Extract<Value, { kind: "object" }>): Iteration | UnknownValue {
  const next = iterator.properties.get("next");
  if (next?.kind !== "function") return unknownValue("It cannot be iterated over", m.frame?.place ?? null);
  const values: Value[] = [];
  for (;;) {
    tick(m);
    const step = callFunction(m, next, iterator, []);
    if (step.kind !== "object") return unknownValue("The iterator's steps are not known");
    const done = truth(step.properties.get("done") ?? undefinedValue);
    if (done !== false)
      return { values, uncertain: done === true ? null : unknownValue(done.reason, done.because) };
    values.push(step.properties.get("value") ?? undefinedValue);
  }
}
