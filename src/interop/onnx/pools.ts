import type { AdaptivePoolLowering, Padding, PoolLowering } from "../../ops/index.ts";
import { mixed } from "./mixed.ts";
import type { OnnxNode } from "./onnx-model.ts";
import { int, ints, type Named, node, padsOf, single, type Translation, withBatch } from "./words.ts";

export function translatePool(unbatched: Named, lowering: PoolLowering): Translation {
  return withBatch(unbatched, (named) => poolImages(named, lowering));
}

function poolImages(named: Named, lowering: PoolLowering): Translation {
  const { kernel, stride, dilation, padding, mode } = lowering;
  const way = ways.find(({ round }) => isPooled(named, lowering, round));
  if (way === undefined) return poolFramed(named, lowering);
  const attributes = {
    kernel_shape: ints(kernel),
    strides: ints(stride),
    pads: ints(padsOf(padding)),
    ceil_mode: int(way.ceil),
  };
  if (mode === "max") return single(named, "MaxPool", { ...attributes, dilations: ints(dilation) });
  const counts = int(lowering.countIncludePad ? 1 : 0);
  return single(named, "AveragePool", { ...attributes, count_include_pad: counts });
}

/** ONNX rounds both axes alike. */
const ways = [
  { ceil: 0, round: Math.floor },
  { ceil: 1, round: Math.ceil },
] as const;

/** Whether ONNX's rule gives the output's height and width. */
function isPooled(
  { shapes, stage }: Named,
  lowering: PoolLowering,
  round: (places: number) => number,
): boolean {
  const { kernel, stride, padding, dilation } = lowering;
  const [, , height = 1, width = 1] = shapes[0] ?? [];
  const [, , outHeight, outWidth] = stage.shape;
  const places = (size: number, axis: 0 | 1, pads: number): number =>
    round((size + pads - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  const rows = places(height, 0, padding.top + padding.bottom);
  return rows === outHeight && places(width, 1, padding.left + padding.right) === outWidth;
}

/**
 * Rounded up, PyTorch leaves out a last window that starts behind the input, on one axis perhaps and not on the other. ONNX
 * does not: the input gets a frame, so far as the windows reach. What counts in a mean is framed by zeros before that.
 */
function poolFramed(
  named: Named,
  { kernel, stride, padding, dilation, ...lowering }: PoolLowering,
): Translation {
  const { output, shapes, stage } = named;
  const [, , height = 1, width = 1] = shapes[0] ?? [];
  const [, , outHeight = 1, outWidth = 1] = stage.shape;
  const hangs = (size: number, out: number, axis: 0 | 1, before: number): number =>
    (out - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1 - size - before;
  const bottom = Math.max(padding.bottom, hangs(height, outHeight, 0, padding.top));
  const right = Math.max(padding.right, hangs(width, outWidth, 1, padding.left));
  const whole = { ...padding, bottom, right };
  const windows = { kernel_shape: ints(kernel), strides: ints(stride) };
  if (lowering.mode === "max") {
    const pool = node("MaxPool", [`${output}/framed`], output, { ...windows, dilations: ints(dilation) });
    return framed(named, whole, Number.NEGATIVE_INFINITY, pool);
  }
  const rest = { top: 0, left: 0, bottom: bottom - padding.bottom, right: right - padding.right };
  const pads = ints(padsOf(lowering.countIncludePad ? rest : whole));
  if (!lowering.countIncludePad) return single(named, "AveragePool", { ...windows, pads });
  return framed(named, padding, 0, node("AveragePool", [`${output}/framed`], output, { ...windows, pads }));
}

function framed({ inputs, output }: Named, frame: Padding, value: number, pool: OnnxNode): Translation {
  const pads = { name: `${output}/frame`, shape: [8], data: framePads(frame) };
  const filling = { name: `${output}/filling`, shape: [], data: Float32Array.of(value) };
  const pad = node("Pad", [inputs[0] ?? "", pads.name, filling.name], `${output}/framed`);
  return { nodes: [pad, pool], constants: [pads, filling] };
}

/** For all four axes: what comes before each, then what comes behind. */
function framePads({ top, left, bottom, right }: Padding): readonly number[] {
  return [0, 0, top, left, 0, 0, bottom, right];
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
  return mode === "max" ? null : mixed(unbatched, averages(height, outHeight), averages(width, outWidth));
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
