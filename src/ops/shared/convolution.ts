import { type Dim, differs, elementCount, floorDivide, multiply, product, subtract } from "../../ir/index.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type Flag, flag, notNegative, orWord, positive, sizes } from "./attributes.ts";
import { countIf, learned, optional } from "./counts.ts";
import type { OpSource } from "./define-op.ts";
import { unevenGroups } from "./groups.ts";
import { channelMismatch } from "./inputs.ts";
import { countedBy } from "./macs.ts";
import { element, required } from "./reference.ts";
import { depthOf, type SlidingWindow, sidesOf, slide, slidingField, symmetric } from "./sliding-window.ts";
import {
  type AxisCount,
  axisWords,
  pairOf,
  readSpatial,
  type Sizes,
  same,
  sizeOf,
  tripleOf,
  volumeSizes,
} from "./spatial.ts";
import { arrow, byCross, titleOf, unless } from "./words.ts";

export type ConvolutionAttrs = {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly kernelSize: Sizes;
  readonly stride: Sizes;
  /** Zeros around the input; "same" keeps the size (at stride 1), "valid" adds none. */
  readonly padding: Sizes | "same" | "valid";
  readonly dilation: Sizes;
  readonly groups: Dim;
  readonly bias: Flag;
};

/** Cross-correlation over one, two or three axes, with or without a batch, as PyTorch's `Conv1d`, `Conv2d` and `Conv3d`. */
export function convolution<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, ConvolutionAttrs>, "examples"> {
  const infer = (attrs: ConvolutionAttrs, inputs: Parameters<OpSource<K, ConvolutionAttrs>["infer"]>[1]) => {
    const { value: x, problems } = readSpatial(inputs, axes);
    const places = slide(windowOf(attrs), x.sizes);
    const wrongChannels = differs(x.channels, attrs.inChannels)
      ? [channelMismatch("inChannels", attrs.inChannels, x.channels, x.batch.length > 0)]
      : [];
    return {
      value: [...x.batch, attrs.outChannels, ...places.value],
      problems: [...problems, ...wrongChannels, ...places.problems],
    };
  };
  return {
    kind,
    category: "convolution",
    displayName,
    summary: `Slides learned filters over ${axisWords[axes]}; each output channel is one filter's answer.`,
    title: ({ inChannels, outChannels, kernelSize, stride, padding, dilation, groups }) =>
      titleOf(
        displayName,
        byCross(kernelSize),
        arrow(inChannels, outChannels),
        unless(1, "stride", stride),
        unless(1, "dilation", dilation),
        unless(1, "groups", [groups]),
        typeof padding === "string" ? `padding ${padding}` : "",
      ),
    rules: {
      inChannels: positive,
      outChannels: positive,
      kernelSize: sizes(axes, positive),
      stride: sizes(axes, positive),
      padding: orWord(sizes(axes, notNegative), "same", "valid"),
      dilation: sizes(axes, positive),
      groups: positive,
      bias: flag,
    },
    check: (attrs) => [...unevenGroups(attrs), ...sameWithStride(attrs)],
    infer,
    params(attrs) {
      const init = { kind: "kaiming-uniform", fanIn: tapsOf(attrs) } as const;
      const channels = floorDivide(attrs.inChannels, attrs.groups);
      return {
        weight: learned([attrs.outChannels, channels, ...attrs.kernelSize], init),
        ...optional(attrs.bias, "bias", [attrs.outChannels], init),
      };
    },
    ...countedBy<ConvolutionAttrs>(
      { name: "outputs", of: (_attrs, _inputs, output) => elementCount(output) },
      { name: "channels read", of: ({ inChannels, groups }) => floorDivide(inChannels, groups) },
      { name: "taps", of: ({ kernelSize }) => product(kernelSize) },
    ),
    elementwise: ({ bias }, _inputs, output) => countIf(bias, elementCount(output)),
    window: ({ kernelSize, stride, dilation }) => slidingField(kernelSize, stride, dilation),
    reference(attrs, inputs, params) {
      const x = required(inputs[0]);
      const shape = infer(attrs, [x.shape]).value.map(Number);
      return convolve(attrs, axes, { x, weight: required(params.weight), bias: params.bias }, shape);
    },
    lower(attrs, [shape = []]) {
      const { kernelSize, stride, dilation, groups, bias } = attrs;
      const window = windowOf(attrs);
      const output = infer(attrs, [shape]).value.map(Number);
      return {
        family: "convolution",
        axes,
        kernel: pairOf(kernelSize, 1),
        stride: pairOf(stride, 1),
        padding: sidesOf(window.padding),
        dilation: pairOf(dilation, 1),
        depth: depthOf(window, [shape.at(-3) ?? 1, output.at(-3) ?? 1]),
        groups,
        weight: "weight",
        bias: bias ? "bias" : null,
      };
    },
  };
}

type Options = Partial<Omit<ConvolutionAttrs, "inChannels" | "outChannels" | "kernelSize">>;

/** Attributes with PyTorch's defaults and the same kernel size along all axes, for examples. */
export function plainConvolution(
  axes: AxisCount,
  [inChannels, outChannels]: readonly [Dim, Dim],
  k: Dim,
  options: Options = {},
): ConvolutionAttrs {
  const defaults = { stride: same(axes, 1), padding: same(axes, 0), dilation: same(axes, 1), groups: 1 };
  return { inChannels, outChannels, kernelSize: same(axes, k), ...defaults, bias: true, ...options };
}

function windowOf(attrs: ConvolutionAttrs): SlidingWindow {
  const { kernelSize, stride, dilation } = attrs;
  return { kernelSize, stride, dilation, padding: paddingOf(attrs), ceilMode: false };
}

/** "same" pads dilation · (kernel − 1) in all; where that is odd, the end gets the extra element. */
function paddingOf({ padding, kernelSize, dilation }: ConvolutionAttrs): SlidingWindow["padding"] {
  if (padding === "valid") return symmetric(kernelSize.map(() => 0));
  if (padding !== "same") return symmetric(padding);
  const total = kernelSize.map((size, axis) => multiply(sizeOf(dilation, axis), subtract(size, 1)));
  return { total, before: total.map((size) => floorDivide(size, 2)) };
}

/** Products that are summed for one output element. */
function tapsOf({ inChannels, groups, kernelSize }: ConvolutionAttrs): Dim {
  return product([floorDivide(inChannels, groups), ...kernelSize]);
}

function sameWithStride({ padding, stride }: ConvolutionAttrs): readonly OpProblem[] {
  if (padding !== "same" || !stride.some((step) => differs(step, 1))) return [];
  return [{ code: "same-padding-needs-stride-1", blame: { kind: "attr", name: "stride" }, data: { stride } }];
}

interface Operands {
  readonly x: ReferenceTensor;
  readonly weight: ReferenceTensor;
  readonly bias: ReferenceTensor | undefined;
}

/** Signals and images are volumes of one slice. */
function convolve(
  attrs: Concrete<ConvolutionAttrs>,
  axes: AxisCount,
  { x, weight, bias }: Operands,
  shape: readonly number[],
): ReferenceTensor {
  const [N, O, outD, outH, outW] = volumeSizes(shape, axes);
  const field = fieldOf(attrs, volumeSizes(x.shape, axes));
  const y = { shape, data: new Float32Array(N * O * outD * outH * outW) };
  let offset = 0;
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) {
      const shift = bias === undefined ? 0 : element(bias.data, o);
      for (let row = 0; row < outD * outH; row++) {
        const [slice, line] = [Math.floor(row / outH), row % outH];
        const sums = correlateRow(field, x.data, weight.data, { n, o, slice, row: line, width: outW });
        for (const sum of sums) y.data[offset++] = shift + sum;
      }
    }
  }
  return y;
}

/** The numbers that every output row needs, worked out once. */
function fieldOf(attrs: Concrete<ConvolutionAttrs>, [, C, D, H, W]: ReturnType<typeof volumeSizes>) {
  const { kernelSize, stride, dilation, groups, outChannels } = attrs;
  return {
    C,
    D,
    H,
    W,
    channels: C / groups,
    outputs: outChannels / groups,
    kernelSize: tripleOf(kernelSize, 1),
    stride: tripleOf(stride, 1),
    dilation: tripleOf(dilation, 1),
    before: tripleOf(paddingOf(attrs).before.map(Number), 0),
  };
}

interface OutputRow {
  readonly n: number;
  readonly o: number;
  readonly slice: number;
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
    D,
    H,
    W,
    channels,
    outputs,
    kernelSize: [kd, kh, kw],
    stride: [sz, sy, sx],
    dilation: [dz, dy, dx],
    before: [front, top, left],
  }: ReturnType<typeof fieldOf>,
  x: Float32Array,
  weight: Float32Array,
  { n, o, slice, row, width }: OutputRow,
): Float64Array {
  const first = Math.floor(o / outputs) * channels;
  const sums = new Float64Array(width);
  for (let c = 0; c < channels; c++) {
    for (let line = 0; line < kd * kh; line++) {
      const [iz, iy] = [slice * sz - front + Math.floor(line / kh) * dz, row * sy - top + (line % kh) * dy];
      if (iz < 0 || iz >= D || iy < 0 || iy >= H) continue;
      const start = (((n * C + first + c) * D + iz) * H + iy) * W;
      for (let j = 0; j < kw; j++) {
        const tap = element(weight, ((o * channels + c) * kd * kh + line) * kw + j);
        for (let column = 0; column < width; column++) {
          const ix = column * sx - left + j * dx;
          if (ix < 0 || ix >= W) continue;
          sums[column] = (sums[column] ?? 0) + tap * element(x, start + ix);
        }
      }
    }
  }
  return sums;
}
