import type { Dim, Start } from "../../ir/index.ts";
import { type Origin, originOfKept, startOf } from "../../ops/index.ts";
import type { Machine } from "../run/machine.ts";
import { stateOf } from "../run/recipes/tensor-states.ts";
import { newArray, newObject } from "../values/containers.ts";
import { noteRead } from "../values/journal.ts";
import { keptStart } from "../values/kept-start.ts";
import { dimValue, stringValue, undefinedValue } from "../values/make.ts";
import { notePlainNumbers } from "../values/plain-numbers.ts";
import type { Made, ObjectValue, TensorValue, Value } from "../values/value.ts";

/** What a kept tensor starts from when it is given this one, `into` being the kept tensor if it exists; null if not followed. */
export function startIn(m: Machine, tensor: TensorValue, into: ObjectValue | null = null): Start | null {
  return startOf<Made>(stateOf(m, tensor).made, originFor(m, into));
}

/** See `originFor` of `nn/running/kept-starts.ts`. */
function originFor(m: Machine, into: ObjectValue | null): (made: Made) => Origin<Made> {
  if (m.modelScope !== null) return (made) => made;
  return (made) => {
    const { kept } = made;
    if (kept === undefined) return made;
    noteRead(m.journal, kept);
    return originOfKept(made, keptStart(kept.properties.get("start")), kept === into);
  };
}

/** `{ data, numbers }` */
export function startValue(m: Machine, { data, numbers }: Start): Value {
  const fields: readonly (readonly [string, Value])[] = [
    ["data", stringValue(data)],
    ["numbers", dimsValue(m, numbers)],
  ];
  return newObject(m, new Map(fields));
}

/** Sizes or other numbers as an array. */
export function dimsValue(m: Machine, dims: readonly Dim[]): Value {
  let last: Value = undefinedValue;
  const elements = dims.map((dim, index) => {
    // A mask has long runs of one number, which one value stands for.
    if (index === 0 || !Object.is(dim, dims[index - 1])) last = dimValue(dim);
    return last;
  });
  const array = newArray(m, elements);
  if (array.elements.length === dims.length) notePlainNumbers(array, dims);
  return array;
}
