import type { Dim, Start } from "../../ir/index.ts";
import { startOf } from "../../ops/index.ts";
import type { Machine } from "../run/machine.ts";
import { stateOf } from "../run/tensor-states.ts";
import { newArray, newObject } from "../values/containers.ts";
import { dimValue, stringValue } from "../values/make.ts";
import type { Made, TensorValue, Value } from "../values/value.ts";

/** What a parameter starts from that is given the tensor; null if it would have to be calculated first. */
export function startIn(m: Machine, tensor: TensorValue): Start | null {
  return startOf<Made>(stateOf(m, tensor).made, (made) => made);
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
  return newArray(
    m,
    dims.map((dim) => dimValue(dim)),
  );
}
