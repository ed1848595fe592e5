import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, countOf, element, generate } from "./reference.ts";

/** The same numbers with their axes in another order: the output's axis i is the input's axis `order[i]`. */
export function permuted(x: ReferenceTensor, order: readonly number[]): ReferenceTensor {
  const shape = order.map((axis) => at(x.shape, axis));
  // How far apart two neighbours along each axis of the output are in the input.
  const strides = order.map((axis) => countOf(x.shape.slice(axis + 1)));
  return generate(shape, (index) => {
    let offset = 0;
    for (let axis = 0; axis < strides.length; axis++) offset += at(index, axis) * at(strides, axis);
    return element(x.data, offset);
  });
}
