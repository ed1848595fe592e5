import type { Shape } from "../../ir/index.ts";
import type { TensorValue, Value } from "../values/value.ts";

/** The shapes of the tensors in a value, in order. */
export function shapesIn(value: Value): readonly Shape[] {
  return tensorsIn(value).map((tensor) => tensor.shape);
}

/** All tensors in what a forward returned: one, or some in arrays and records, in order. */
export function tensorsIn(value: Value, around: readonly Value[] = []): readonly TensorValue[] {
  if (value.kind === "tensor") return [value];
  if (around.includes(value)) return [];
  const inside = (part: Value) => tensorsIn(part, [...around, value]);
  if (value.kind === "array") return value.elements.flatMap(inside);
  if (value.kind === "object" && value.module === null) return [...value.properties.values()].flatMap(inside);
  return [];
}
