import type { Attrs } from "../../src/ir/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { chain } from "./onnx-shape-ops.ts";
import { axesOf, type Call, type Operand, type Translated, type Translation } from "./onnx-translation.ts";
import { combine, constant } from "./onnx-value-ops.ts";

/** What slides a window over signals, images and volumes. */
export const windowTranslations: Readonly<Record<string, Translation>> = {
  Conv: (call) => {
    const read = weighted(call);
    if (read === null) return lacksWeight;
    const { channels, kernelSize, window, groups, params } = read;
    const [outChannels, perGroup] = channels;
    return padded(call, 0, kernelSize, (input, padding) => ({
      op: `conv${axesOf(call)}d`,
      attrs: { inChannels: perGroup * groups, outChannels, ...window, padding },
      inputs: [input],
      params,
    }));
  },
  ConvTranspose: transposed,
  // Padding beyond half of the window is made before it.
  MaxPool: (call) => {
    const kernelSize = call.sizes("kernel_shape", 1);
    const dilation = call.sizes("dilations", 1);
    const pooled = (places: boolean) =>
      padded(call, lowest, kernelSize, (input, padding) => ({
        op: `max-pool${axesOf(call)}d${places ? "-indices" : ""}`,
        attrs: { ...windowOf(call, kernelSize), dilation, padding },
        inputs: [input],
      }));
    if (call.node.outputs.length === 1) return pooled(false);
    if (call.int("storage_order", 0) === 1) return "its places count down the columns";
    const isOneMap = call.x.shape[0] === 1 && call.x.shape[1] === 1;
    return isOneMap ? [pooled(false), pooled(true)] : "its places count through the whole tensor";
  },
  MaxUnpool: (call) => {
    const { inputs, sizes } = call;
    const [x, indices, shape] = inputs;
    if (x === undefined || indices === undefined) return "it lacks the places";
    const window = { kernelSize: sizes("kernel_shape", 1), stride: sizes("strides", 1) };
    const outputSize = shape === undefined ? null : [...shape.data].slice(2);
    const attrs = { ...window, padding: sizes("padding", 0), outputSize };
    // Places count through one map of numbers; where the output is said to be larger, they still count in the smaller one.
    if (outputSize !== null) return "its places count in a map of another size than the output's";
    return { op: `max-unpool${axesOf(call)}d`, attrs, inputs: [x, indices] };
  },
  AveragePool: (call) => (isDilated(call) ? notDilated : averaged(call, call.x)),
  // The mean of powers, times how many they are.
  LpPool: (call) => {
    const { x, int, sizes } = call;
    if (isDilated(call)) return notDilated;
    const p = int("p", 2);
    const powers = combine("power", { op: "abs", attrs: {}, inputs: [x] }, constant(p));
    const taps = sizes("kernel_shape", 1).reduce((a, b) => a * b, 1);
    const sums = combine("mul", averaged(call, powers, true), constant(taps));
    return combine("power", sums, constant(1 / p));
  },
  GlobalAveragePool: (call) => global("avg", call),
  GlobalMaxPool: (call) => global("max", call),
};

const lowest = -3.4e38;
const notDilated = "an average pool's window has no dilation";

function global(what: string, call: Call): Translated {
  const outputSize = call.x.shape.slice(2).map(() => 1);
  return { op: `adaptive-${what}-pool${axesOf(call)}d`, attrs: { outputSize }, inputs: [call.x] };
}

function isDilated({ sizes }: Call): boolean {
  return sizes("dilations", 1).some((step) => step !== 1);
}

function windowOf({ int, sizes }: Call, kernelSize: readonly number[]): Attrs {
  return { kernelSize, stride: sizes("strides", 1), ceilMode: int("ceil_mode", 0) === 1 };
}

/** What lies outside counts, is left out, or makes the mean one of fewer: then both means are taken and divided. */
function averaged(call: Call, x: Operand, counts = call.int("count_include_pad", 0) === 1): Translated {
  const kernelSize = call.sizes("kernel_shape", 1);
  const attrs = windowOf(call, kernelSize);
  const op = `avg-pool${axesOf(call)}d`;
  const even = evenPads(call, kernelSize);
  if (even !== null) return { op, attrs: { ...attrs, padding: even, countIncludePad: counts }, inputs: [x] };
  const meanOf = (input: Operand): Translated =>
    padded(
      call,
      0,
      kernelSize,
      (one) => ({
        op,
        attrs: { ...attrs, padding: kernelSize.map(() => 0), countIncludePad: true },
        inputs: [one],
      }),
      input,
    );
  const ones = { shape: call.x.shape, data: new Float32Array(call.x.data.length).fill(1) };
  return counts ? meanOf(x) : combine("div", meanOf(x), meanOf(ones));
}

/** A window with padding that is as large on both sides, or over an input that is padded before. */
function padded(
  call: Call,
  value: number,
  kernelSize: readonly number[],
  windowed: (input: Operand, padding: readonly number[]) => Translated,
  x: Operand = call.x,
): Translated {
  const even = call.node.type === "Conv" ? symmetric(call, kernelSize) : evenPads(call, kernelSize);
  if (even !== null) return windowed(x, even);
  const pads = padsOf(call, kernelSize);
  const axes = kernelSize.length;
  const sides = kernelSize.flatMap((_, back) => {
    const axis = axes - 1 - back;
    return [pads[axis] ?? 0, pads[axis + axes] ?? 0];
  });
  const input: Translated = { op: "pad", attrs: { padding: sides, mode: "constant", value }, inputs: [x] };
  return windowed(
    input,
    kernelSize.map(() => 0),
  );
}

/** Padding of at most half of the window on both sides, which a pool may have. */
function evenPads(call: Call, kernelSize: readonly number[]): readonly number[] | null {
  const pads = symmetric(call, kernelSize);
  return pads?.every((size, axis) => size <= (kernelSize[axis] ?? 1) / 2) ? pads : null;
}

function symmetric(call: Call, kernelSize: readonly number[]): readonly number[] | null {
  const pads = padsOf(call, kernelSize);
  const [before, after] = [pads.slice(0, kernelSize.length), pads.slice(kernelSize.length)];
  return before.every((size, axis) => size === after[axis]) ? before : null;
}

/** As much before each axis, then behind each. */
function padsOf(call: Call, kernelSize: readonly number[]): readonly number[] {
  const { node, x, text } = call;
  const automatic = text("auto_pad", "NOTSET");
  const given = node.attributes.pads?.ints ?? kernelSize.flatMap(() => [0, 0]);
  if (automatic === "NOTSET") return given;
  if (automatic === "VALID") return given.map(() => 0);
  const totals = samePads(call, x, kernelSize);
  return halved(totals, automatic === "SAME_LOWER");
}

/** As much as makes as many places as the strides come to. */
function samePads({ sizes }: Call, { shape }: OnnxTensor, kernelSize: readonly number[]): readonly number[] {
  const [stride, dilation] = [sizes("strides", 1), sizes("dilations", 1)];
  return shape.slice(2).map((size, axis) => {
    const [k = 1, s = 1, d = 1] = [kernelSize[axis], stride[axis], dilation[axis]];
    return Math.max((Math.ceil(size / s) - 1) * s + (k - 1) * d + 1 - size, 0);
  });
}

/** The odd one goes behind, or before. */
function halved(totals: readonly number[], before: boolean): readonly number[] {
  const halves = totals.map((total) => Math.floor(total / 2));
  const rests = totals.map((total, axis) => total - (halves[axis] ?? 0));
  return before ? [...rests, ...halves] : [...halves, ...rests];
}

const lacksWeight = "it lacks a weight";

/** What convolutions of both kinds have: a weight, whose first two sizes are its channels, perhaps a bias, and a window. */
function weighted({ inputs: [x, weight, bias], int, sizes }: Call) {
  if (x === undefined || weight === undefined) return null;
  const [first = 0, second = 0, ...kernelSize] = weight.shape;
  const groups = int("group", 1);
  const [stride, dilation] = [sizes("strides", 1), sizes("dilations", 1)];
  return {
    x,
    groups,
    kernelSize,
    channels: [first, second] as const,
    window: { kernelSize, stride, dilation, groups, bias: bias !== undefined },
    params: bias === undefined ? { weight } : { weight, bias },
  };
}

/** Padding is cut off of what comes out without any, so that it may differ between the sides. */
function transposed(call: Call): Translated | string {
  const read = weighted(call);
  if (read === null) return lacksWeight;
  const { x, channels, kernelSize, window, groups, params } = read;
  const { stride, dilation } = window;
  const [inChannels, perGroup] = channels;
  const wanted = wantedSizes(call, stride);
  const reached = x.shape.slice(2).map((size, axis) => {
    const [k = 1, s = 1, d = 1] = [kernelSize[axis], stride[axis], dilation[axis]];
    return (size - 1) * s + (k - 1) * d + 1;
  });
  const outputPadding = call
    .sizes("output_padding", 0)
    .map((more, axis) => Math.max(more, (wanted?.[axis] ?? 0) - (reached[axis] ?? 0)));
  const whole = reached.map((size, axis) => size + (outputPadding[axis] ?? 0));
  const pads = cutOff(call, whole, wanted);
  const [before, after] = [pads.slice(0, whole.length), pads.slice(whole.length)];
  const isEven = before.every((size, axis) => size === after[axis]);
  const padding = isEven ? before : whole.map(() => 0);
  const full: Translated = {
    op: `conv-transpose${axesOf(call)}d`,
    attrs: { inChannels, outChannels: perGroup * groups, ...window, outputPadding, padding },
    inputs: [x],
    params,
  };
  if (isEven) return full;
  const cuts = whole.map((size, axis) => ({
    op: "slice",
    attrs: { dim: axis + 2, start: before[axis] ?? 0, end: size - (after[axis] ?? 0), step: 1 },
  }));
  return chain(full, cuts);
}

/** Where sizes are given, or those of the strides are wanted. */
function wantedSizes({ node, x, text }: Call, stride: readonly number[]): readonly number[] | undefined {
  const isSame = text("auto_pad", "NOTSET").startsWith("SAME");
  const same = isSame ? x.shape.slice(2).map((size, axis) => size * (stride[axis] ?? 1)) : undefined;
  return node.attributes.output_shape?.ints ?? same;
}

function cutOff(
  { node, text }: Call,
  whole: readonly number[],
  wanted: readonly number[] | undefined,
): readonly number[] {
  if (wanted === undefined) return node.attributes.pads?.ints ?? whole.flatMap(() => [0, 0]);
  const totals = whole.map((size, axis) => size - (wanted[axis] ?? size));
  return halved(totals, text("auto_pad", "NOTSET") === "SAME_LOWER");
}
