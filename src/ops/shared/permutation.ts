import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, generate, read } from "./reference.ts";

/** The same numbers with their axes in another order: the output's axis i is the input's axis `order[i]`. */
export function permuted(x: ReferenceTensor, order: readonly number[]): ReferenceTensor {
  const shape = order.map((axis) => at(x.shape, axis));
  const places = x.shape.map((_, axis) => order.indexOf(axis));
  return generate(shape, (index) =>
    read(
      x,
      places.map((place) => at(index, place)),
    ),
  );
}
