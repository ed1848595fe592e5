import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, element, generate, imageSizes } from "./reference.ts";

/** Each cell of the output, whose shape is given, is the mean of rows ⌊i·H/outH⌋ to ⌈(i+1)·H/outH⌉; likewise columns. */
export function meansOfCells(x: ReferenceTensor, shape: readonly number[]): ReferenceTensor {
  const [, , H, W] = imageSizes(x.shape);
  const [, , outH, outW] = imageSizes(shape);
  return generate(shape, (index, offset) => {
    const [i, j] = [at(index, shape.length - 2), at(index, shape.length - 1)];
    const plane = Math.floor(offset / (outH * outW));
    let [sum, count] = [0, 0];
    for (let y = Math.floor((i * H) / outH); y < Math.ceil(((i + 1) * H) / outH); y++) {
      for (let x0 = Math.floor((j * W) / outW); x0 < Math.ceil(((j + 1) * W) / outW); x0++) {
        sum += element(x.data, (plane * H + y) * W + x0);
        count += 1;
      }
    }
    return sum / count;
  });
}
