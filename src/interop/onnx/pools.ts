import type { AdaptivePoolLowering, PoolLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, padsOf, single, type Translation, withBatch } from "./words.ts";

export function translatePool(unbatched: Named, lowering: PoolLowering): Translation {
  return withBatch(unbatched, (named) => poolImages(named, lowering));
}

function poolImages(named: Named, lowering: PoolLowering): Translation {
  const [, , height = 1, width = 1] = named.shapes[0] ?? [];
  const { kernel, stride, padding, dilation, mode } = lowering;
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints(padsOf(padding)),
    ceil_mode: int(roundsUp(lowering, [height, width], named.stage.shape.slice(2)) ? 1 : 0),
  };
  if (mode === "max") return single(named, "MaxPool", { ...attributes, dilations: ints(dilation) });
  return single(named, "AveragePool", {
    ...attributes,
    count_include_pad: int(lowering.countIncludePad ? 1 : 0),
  });
}

/** Whether the output has a row or column more than rounding down gives. */
function roundsUp(
  { kernel, stride, padding, dilation }: PoolLowering,
  [height, width]: readonly [number, number],
  [outHeight = 0, outWidth = 0]: readonly number[],
): boolean {
  const floor = (size: number, axis: 0 | 1, pads: number): number =>
    Math.floor((size + pads - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  const rows = floor(height, 0, padding.top + padding.bottom);
  return outHeight > rows || outWidth > floor(width, 1, padding.left + padding.right);
}

/** ONNX has the whole map, and parts of equal size by an ordinary pooling; for parts that overlap see `weighted`. */
export function translateAdaptivePool(unbatched: Named, { mode }: AdaptivePoolLowering): Translation | null {
  const [outHeight = 1, outWidth = 1] = unbatched.stage.shape.slice(-2);
  const [height = 1, width = 1] = (unbatched.shapes[0] ?? []).slice(-2);
  const word = mode === "max" ? "MaxPool" : "AveragePool";
  if (outHeight === 1 && outWidth === 1)
    return withBatch(unbatched, (named) => single(named, `Global${word}`));
  if (height % outHeight === 0 && width % outWidth === 0) {
    const part = ints([height / outHeight, width / outWidth]);
    return withBatch(unbatched, (named) => single(named, word, { kernel_shape: part, strides: part }));
  }
  return mode === "max" ? null : weighted(unbatched, [height, width], [outHeight, outWidth]);
}

/** Averages as products with matrices of weights: rows · x · columns. */
function weighted(
  { inputs, output }: Named,
  [height, width]: readonly [number, number],
  [outHeight, outWidth]: readonly [number, number],
): Translation {
  const rows = { name: `${output}/rows`, shape: [outHeight, height], data: averages(height, outHeight) };
  const columns: OnnxTensor = {
    name: `${output}/columns`,
    shape: [width, outWidth],
    data: transposed(averages(width, outWidth), outWidth, width),
  };
  const nodes = [
    node("MatMul", [inputs[0] ?? "", columns.name], `${output}/narrow`),
    node("MatMul", [rows.name, `${output}/narrow`], output),
  ];
  return { nodes, constants: [rows, columns] };
}

/** Row i weighs cells ⌊i·size/parts⌋ to ⌈(i+1)·size/parts⌉ alike. */
function averages(size: number, parts: number): Float32Array {
  const weights = new Float32Array(parts * size);
  for (let i = 0; i < parts; i++) {
    const [begin, end] = [Math.floor((i * size) / parts), Math.ceil(((i + 1) * size) / parts)];
    weights.fill(1 / (end - begin), i * size + begin, i * size + end);
  }
  return weights;
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}
