import {
  add,
  type Dim,
  differs,
  elementCount,
  floorDivide,
  multiply,
  product,
  subtract,
  symbol,
  unknownDim,
} from "../ir/index.ts";
import type { Concrete, OpProblem } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { type DimPair, type Flag, flag, notNegative, orWord, pair, positive } from "./shared/attributes.ts";
import { countIf, learned, optional } from "./shared/counts.ts";
import { defineOp } from "./shared/define-op.ts";
import { unevenGroups } from "./shared/groups.ts";
import { channelMismatch, readImage } from "./shared/inputs.ts";
import { element, imageSizes, required } from "./shared/reference.ts";
import { type SlidingWindow, sidesOf, slide, slidingField, symmetric } from "./shared/sliding-window.ts";
import { arrow, byCross, titleOf, unless } from "./shared/words.ts";

export type Conv2dAttrs = {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly kernelSize: DimPair;
  readonly stride: DimPair;
  /** Zeros around the input; "same" keeps the size (at stride 1), "valid" adds none. */
  readonly padding: DimPair | "same" | "valid";
  readonly dilation: DimPair;
  readonly groups: Dim;
  readonly bias: Flag;
};

/** Cross-correlation over height and width as PyTorch's `Conv2d`; takes [N, C, H, W] or [C, H, W]. */
export const conv2d = defineOp<"conv2d", Conv2dAttrs>({
  kind: "conv2d",
  category: "convolution",
  displayName: "Conv2d",
  summary: "Slides learned filters over height and width; each output channel is one filter's answer.",
  title: ({ inChannels, outChannels, kernelSize, stride, padding, dilation, groups }) =>
    titleOf(
      "Conv2d",
      byCross(kernelSize),
      arrow(inChannels, outChannels),
      unless(1, "stride", stride),
      unless(1, "dilation", dilation),
      unless(1, "groups", [groups, groups]),
      typeof padding === "string" ? `padding ${padding}` : "",
    ),
  rules: {
    inChannels: positive,
    outChannels: positive,
    kernelSize: pair(positive),
    stride: pair(positive),
    padding: orWord(pair(notNegative), "same", "valid"),
    dilation: pair(positive),
    groups: positive,
    bias: flag,
  },
  check: (attrs) => [...unevenGroups(attrs), ...sameWithStride(attrs)],
  infer(attrs, inputs) {
    const image = readImage(inputs);
    const { batch, channels, height, width } = image.value;
    const sizes = slide(windowOf(attrs), [height, width]);
    const wrongChannels = differs(channels, attrs.inChannels)
      ? [channelMismatch("inChannels", attrs.inChannels, channels)]
      : [];
    return {
      value: [...batch, attrs.outChannels, ...sizes.value],
      problems: [...image.problems, ...wrongChannels, ...sizes.problems],
    };
  },
  params(attrs) {
    const init = { kind: "kaiming-uniform", fanIn: tapsOf(attrs) } as const;
    const channels = floorDivide(attrs.inChannels, attrs.groups);
    return {
      weight: learned([attrs.outChannels, channels, ...attrs.kernelSize], init),
      ...optional(attrs.bias, "bias", [attrs.outChannels], init),
    };
  },
  macs: (attrs, _inputs, output) => multiply(elementCount(output), tapsOf(attrs)),
  elementwise: ({ bias }, _inputs, output) => countIf(bias, elementCount(output)),
  window: ({ kernelSize, stride, dilation }) => slidingField(kernelSize, stride, dilation),
  reference: convolve,
  lower(attrs) {
    const { kernelSize, stride, dilation, groups, bias } = attrs;
    const padding = sidesOf(paddingOf(attrs));
    const names = { weight: "weight", bias: bias ? "bias" : null };
    return { family: "convolution", kernel: kernelSize, stride, padding, dilation, groups, ...names };
  },
  examples: [
    {
      name: "padding 1 keeps the size under a 3×3 kernel",
      attrs: plain(64, 128, 3, { padding: [1, 1] }),
      inputs: [[1, 64, 56, 56]],
      output: [1, 128, 56, 56],
      parameters: 73_856,
      macs: 231_211_008,
    },
    {
      name: "ResNet's stem halves the size",
      attrs: plain(3, 64, 7, { stride: [2, 2], padding: [3, 3], bias: false }),
      inputs: [[1, 3, 224, 224]],
      output: [1, 64, 112, 112],
      parameters: 9_408,
      macs: 118_013_952,
    },
    {
      name: "one group a channel filters each channel alone",
      attrs: plain(512, 512, 3, { padding: [1, 1], groups: 512, bias: false }),
      inputs: [[1, 512, 14, 14]],
      output: [1, 512, 14, 14],
      parameters: 4_608,
      macs: 903_168,
    },
    {
      name: "a 2×2 kernel on a counted image",
      attrs: plain(1, 1, 2),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 5,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]],
        params: { weight: [1, 10, 100, 1000], bias: [0.5] },
        output: [5421.5, 6532.5, 8754.5, 9865.5],
      },
    },
    {
      name: "padding same puts the odd zero at the end under an even kernel",
      attrs: plain(1, 1, 2, { padding: "same", bias: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 4,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10, 100, 1000] },
        output: [4321, 402, 43, 4],
      },
    },
    {
      name: "groups keep their channels apart, stride and dilation differ per axis",
      attrs: {
        ...plain(2, 2, 1, { groups: 2, bias: false }),
        kernelSize: [1, 2],
        stride: [2, 1],
        dilation: [1, 2],
      },
      inputs: [[1, 2, 3, 3]],
      output: [1, 2, 2, 1],
      parameters: 4,
      macs: 8,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
        params: { weight: [1, 10, 1, 100] },
        output: [31, 97, 1311, 1917],
      },
    },
    {
      name: "an image without a batch",
      attrs: plain(3, 8, 3, { bias: false }),
      inputs: [[3, 10, 10]],
      output: [8, 8, 8],
      parameters: 216,
      macs: 13_824,
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 3, { bias: false }),
      inputs: [[1, 3, 32, 32]],
      output: [1, 8, 30, 30],
      parameters: 1_152,
      macs: 1_036_800,
      problems: ["channel-mismatch"],
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(16, 32, 3, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 16, symbol("H"), 8]],
      output: [1, 32, add(floorDivide(subtract(symbol("H"), 1), 2), 1), 4],
      parameters: 4_608,
      macs: add(multiply(18_432, floorDivide(subtract(symbol("H"), 1), 2)), 18_432),
    },
    {
      name: "a kernel larger than its input has no place",
      attrs: plain(1, 1, 5),
      inputs: [[1, 1, 8, 4]],
      output: [1, 1, 4, unknownDim("the kernel is larger than its input")],
      parameters: 26,
      macs: unknownDim("the kernel is larger than its input"),
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "a negative number of channels",
      attrs: plain(3, -1, 3),
      problem: "invalid-attribute",
      blames: "outChannels",
    },
    {
      name: "a kernel of no size",
      attrs: plain(3, 8, 0),
      problem: "invalid-attribute",
      blames: "kernelSize",
    },
    { name: "half a kernel", attrs: plain(3, 8, 1.5), problem: "invalid-attribute", blames: "kernelSize" },
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 128, 3, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "padding same with a stride",
      attrs: plain(64, 64, 3, { padding: "same", stride: [2, 2] }),
      problem: "same-padding-needs-stride-1",
      blames: "stride",
    },
  ],
});

type Options = Partial<Omit<Conv2dAttrs, "inChannels" | "outChannels" | "kernelSize">>;

/** Attributes with PyTorch's defaults. */
function plain(inChannels: Dim, outChannels: Dim, k: Dim, options: Options = {}): Conv2dAttrs {
  const defaults = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1, bias: true } as const;
  return { inChannels, outChannels, kernelSize: [k, k], ...defaults, ...options };
}

function convolve(
  attrs: Concrete<Conv2dAttrs>,
  inputs: readonly ReferenceTensor[],
  params: Readonly<Record<string, ReferenceTensor>>,
): ReferenceTensor {
  const x = required(inputs[0]);
  const weight = required(params.weight);
  const shape = conv2d.infer(attrs, [x.shape]).value.map(Number);
  const [N, O, outH, outW] = imageSizes(shape);
  const field = fieldOf(attrs, x);
  const y = { shape, data: new Float32Array(N * O * outH * outW) };
  let offset = 0;
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      const bias = params.bias === undefined ? 0 : element(params.bias.data, o);
      for (let row = 0; row < outH; row++) {
        const sums = correlateRow(field, x.data, weight.data, { n, o, row, width: outW });
        for (const sum of sums) y.data[offset++] = bias + sum;
      }
    }
  }
  return y;
}

/** The numbers that every output row needs, worked out once. */
function fieldOf(attrs: Concrete<Conv2dAttrs>, x: ReferenceTensor) {
  const { kernelSize, stride, dilation, groups, outChannels } = attrs;
  const [, C, H, W] = imageSizes(x.shape);
  const { top, left } = sidesOf(paddingOf(attrs));
  return {
    C,
    H,
    W,
    channels: C / groups,
    outputs: outChannels / groups,
    kernelSize,
    stride,
    dilation,
    top,
    left,
  };
}

interface OutputRow {
  readonly n: number;
  readonly o: number;
  readonly row: number;
  readonly width: number;
}

/**
 * One filter at every place of a row, against the part of its group's channels that lies under it. Strides are named, not
 * read from the frozen attributes in the loop, which is four times slower in V8.
 */
function correlateRow(
  {
    C,
    H,
    W,
    channels,
    outputs,
    kernelSize: [kh, kw],
    stride: [sy, sx],
    dilation: [dy, dx],
    top,
    left,
  }: ReturnType<typeof fieldOf>,
  x: Float32Array,
  weight: Float32Array,
  { n, o, row, width }: OutputRow,
): Float64Array {
  const first = Math.floor(o / outputs) * channels;
  const sums = new Float64Array(width);
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < kh; i++) {
      const iy = row * sy - top + i * dy;
      if (iy < 0 || iy >= H) continue;
      for (let j = 0; j < kw; j++) {
        const tap = element(weight, ((o * channels + c) * kh + i) * kw + j);
        for (let column = 0; column < width; column++) {
          const ix = column * sx - left + j * dx;
          if (ix < 0 || ix >= W) continue;
          sums[column] = (sums[column] ?? 0) + tap * element(x, ((n * C + first + c) * H + iy) * W + ix);
        }
      }
    }
  }
  return sums;
}

function windowOf(attrs: Conv2dAttrs): SlidingWindow {
  const { kernelSize, stride, dilation } = attrs;
  return { kernelSize, stride, dilation, padding: paddingOf(attrs), ceilMode: false };
}

/** "same" pads dilation · (kernel − 1) in all; where that is odd, the end gets the extra element. */
function paddingOf({ padding, kernelSize, dilation }: Conv2dAttrs): SlidingWindow["padding"] {
  if (padding === "valid") return symmetric([0, 0]);
  if (padding !== "same") return symmetric(padding);
  const height = multiply(dilation[0], subtract(kernelSize[0], 1));
  const width = multiply(dilation[1], subtract(kernelSize[1], 1));
  return { total: [height, width], before: [floorDivide(height, 2), floorDivide(width, 2)] };
}

/** Products that are summed for one output element. */
function tapsOf({ inChannels, groups, kernelSize }: Conv2dAttrs): Dim {
  return product([floorDivide(inChannels, groups), ...kernelSize]);
}

function sameWithStride({ padding, stride }: Conv2dAttrs): readonly OpProblem[] {
  if (padding !== "same" || !stride.some((step) => differs(step, 1))) return [];
  return [{ code: "same-padding-needs-stride-1", blame: { kind: "attr", name: "stride" }, data: { stride } }];
}
