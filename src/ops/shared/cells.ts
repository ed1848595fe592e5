import type { ReferenceTensor } from "../reference-tensor.ts";
import { element, generate } from "./reference.ts";
import { type AxisCount, volumeSizes } from "./spatial.ts";

/**
 * Each cell of the output, whose shape is given, is made of the input's places ⌊i·size/out⌋ to ⌈(i+1)·size/out⌉ along each
 * axis.
 */
export function partsOf(
  x: ReferenceTensor,
  axes: AxisCount,
  shape: readonly number[],
  reduce: (values: readonly number[]) => number,
): ReferenceTensor {
  const [, C, D, H, W] = volumeSizes(x.shape, axes);
  const output = volumeSizes(shape, axes);
  const { data } = generate(output, ([n = 0, c = 0, ...cell]) => {
    const [slices = [], rows = [], columns = []] = [D, H, W].map((size, axis) =>
      placesOf(cell[axis] ?? 0, size, output[axis + 2] ?? 1),
    );
    const values = slices.flatMap((z) =>
      rows.flatMap((y) => columns.map((x0) => element(x.data, (((n * C + c) * D + z) * H + y) * W + x0))),
    );
    return reduce(values);
  });
  return { shape, data };
}

function placesOf(cell: number, size: number, cells: number): readonly number[] {
  const first = Math.floor((cell * size) / cells);
  return Array.from({ length: Math.ceil(((cell + 1) * size) / cells) - first }, (_, i) => first + i);
}
