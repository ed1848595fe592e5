import type { AdaptivePoolLowering, PoolLowering } from "../../ops/index.ts";
import { mixed } from "./mixed.ts";
import type { OnnxNode } from "./onnx-model.ts";
import {
  int,
  ints,
  type Named,
  node,
  single,
  type Translation,
  type WindowOver,
  windowOver,
  withBatch,
} from "./words.ts";

export function translatePool(unbatched: Named, lowering: PoolLowering): Translation {
  return withBatch(unbatched, lowering.axes, (named) => poolImages(named, lowering, windowOver(lowering)));
}

function poolImages(named: Named, lowering: PoolLowering, window: WindowOver): Translation {
  const way = ways.find(({ round }) => isPooled(named, window, round));
  if (way === undefined) return poolFramed(named, lowering, window);
  const attributes = {
    kernel_shape: ints(window.kernel),
    strides: ints(window.stride),
    pads: ints([...window.before, ...window.after]),
    ceil_mode: int(way.ceil),
  };
  if (lowering.mode === "max")
    return single(named, "MaxPool", { ...attributes, dilations: ints(window.dilation) });
  const counts = int(lowering.countIncludePad ? 1 : 0);
  return single(named, "AveragePool", { ...attributes, count_include_pad: counts });
}

/** ONNX rounds all axes alike. */
const ways = [
  { ceil: 0, round: Math.floor },
  { ceil: 1, round: Math.ceil },
] as const;

/** The sizes of the input and the output along each axis of places. */
function sizesOf({ shapes, stage }: Named, { kernel }: WindowOver) {
  return { from: (shapes[0] ?? []).slice(-kernel.length), to: stage.shape.slice(-kernel.length) };
}

/** What a window covers along an axis. */
function covered({ kernel, dilation }: WindowOver, axis: number): number {
  return (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
}

/** Whether ONNX's rule gives the output's sizes. */
function isPooled(named: Named, window: WindowOver, round: (places: number) => number): boolean {
  const { from, to } = sizesOf(named, window);
  return to.every((size, axis) => {
    const pads = (window.before[axis] ?? 0) + (window.after[axis] ?? 0);
    const slack = (from[axis] ?? 1) + pads - covered(window, axis);
    return round(slack / (window.stride[axis] ?? 1)) + 1 === size;
  });
}

/** How far behind the input the last window of each axis ends, and the padding at least. */
export function reachedBehind(named: Named, window: WindowOver): readonly number[] {
  const { from, to } = sizesOf(named, window);
  return to.map((size, axis) => {
    const end = (size - 1) * (window.stride[axis] ?? 1) + covered(window, axis);
    return Math.max(window.after[axis] ?? 0, end - (from[axis] ?? 1) - (window.before[axis] ?? 0));
  });
}

/**
 * Rounded up, PyTorch leaves out a last window that starts behind the input, on one axis perhaps and not on the other. ONNX
 * does not: the input gets a frame, so far as the windows reach. What counts in a mean is framed by zeros before that.
 */
function poolFramed(named: Named, lowering: PoolLowering, window: WindowOver): Translation {
  const { output } = named;
  const { kernel, stride, before, after, dilation } = window;
  const reached = reachedBehind(named, window);
  const windows = { kernel_shape: ints(kernel), strides: ints(stride) };
  if (lowering.mode === "max") {
    const pool = node("MaxPool", [`${output}/framed`], output, { ...windows, dilations: ints(dilation) });
    return framed(named, before, reached, Number.NEGATIVE_INFINITY, pool);
  }
  if (!lowering.countIncludePad) {
    return single(named, "AveragePool", { ...windows, pads: ints([...before, ...reached]) });
  }
  const rest = reached.map((size, axis) => size - (after[axis] ?? 0));
  const pads = ints([...rest.map(() => 0), ...rest]);
  const pool = node("AveragePool", [`${output}/framed`], output, { ...windows, pads });
  return framed(named, before, after, 0, pool);
}

/** For all axes: what comes before each, then what comes behind. */
function framed(
  { inputs, output }: Named,
  before: readonly number[],
  after: readonly number[],
  value: number,
  pool: OnnxNode,
): Translation {
  const data = [0, 0, ...before, 0, 0, ...after];
  const pads = { name: `${output}/frame`, shape: [data.length], data };
  const filling = { name: `${output}/filling`, shape: [], data: Float32Array.of(value) };
  const pad = node("Pad", [inputs[0] ?? "", pads.name, filling.name], `${output}/framed`);
  return { nodes: [pad, pool], constants: [pads, filling] };
}

/** ONNX has the whole map, and parts of equal size by an ordinary pooling; for parts that overlap see `weighted`. */
export function translateAdaptivePool(
  unbatched: Named,
  { axes, mode }: AdaptivePoolLowering,
): Translation | null {
  const to = unbatched.stage.shape.slice(-axes);
  const from = (unbatched.shapes[0] ?? []).slice(-axes);
  const parts = to.map((size, axis) => (from[axis] ?? 1) / size);
  const word = mode === "max" ? "MaxPool" : "AveragePool";
  if (to.every((size) => size === 1))
    return withBatch(unbatched, axes, (named) => single(named, `Global${word}`));
  if (parts.every(Number.isInteger)) {
    const part = ints(parts);
    return withBatch(unbatched, axes, (named) => single(named, word, { kernel_shape: part, strides: part }));
  }
  if (mode === "max") return null;
  return mixed(
    unbatched,
    to.map((size, axis) => averages(from[axis] ?? 1, size)),
  );
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
