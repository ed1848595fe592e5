import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, generate, read } from "./reference.ts";

/** `length` places of an axis from `start` on. */
export function sliced(x: ReferenceTensor, axis: number, start: number, length: number): ReferenceTensor {
  return generate(x.shape.with(axis, length), (index) => read(x, index.with(axis, start + at(index, axis))));
}
