import { greatestCommonDivisor } from "../../base/index.ts";
import {
  add,
  type Dim,
  differs,
  elementCount,
  floorDivide,
  known,
  multiply,
  product,
  type Shape,
  subtract,
  sum,
  unknownDim,
} from "../../ir/index.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type Flag, flag, invalidAttribute, notNegative, positive, sizes } from "./attributes.ts";
import { countIf, learned, optional } from "./counts.ts";
import type { OpSource } from "./define-op.ts";
import { unevenGroups } from "./groups.ts";
import { channelMismatch } from "./inputs.ts";
import { countedBy } from "./macs.ts";
import { element, generate, required } from "./reference.ts";
import { depthOf, symmetric } from "./sliding-window.ts";
import {
  type AxisCount,
  axisWord,
  axisWords,
  each,
  pairOf,
  readSpatial,
  type Sizes,
  same,
  sizeOf,
  tripleOf,
  volumeSizes,
} from "./spatial.ts";
import { arrow, byCross, titleOf, unless } from "./words.ts";

export type TransposedAttrs = {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly kernelSize: Sizes;
  /** How far neighbouring places of the input stand apart in the output. */
  readonly stride: Sizes;
  /** What is taken off the output on every side. */
  readonly padding: Sizes;
  /** What is more at the output's end; no zeros, but what the taps give there. */
  readonly outputPadding: Sizes;
  readonly dilation: Sizes;
  readonly groups: Dim;
  readonly bias: Flag;
};

/**
 * The gradient of a convolution with respect to its input, as PyTorch's `ConvTranspose1d`, `ConvTranspose2d` and
 * `ConvTranspose3d`; with or without a batch. MACs are inputs × weights, as fvcore counts them: every place of the input
 * meets every weight of its channel, those included whose product falls into the padding that is cut off.
 */
export function transposedConvolution<K extends string>(
  kind: K,
  displayName: string,
  axes: AxisCount,
): Omit<OpSource<K, TransposedAttrs>, "examples"> {
  const infer = (attrs: TransposedAttrs, inputs: readonly Shape[]) => {
    const { value: x, problems } = readSpatial(inputs, axes);
    const outputs = each(axes, (axis) => sizeAlong(attrs, x.sizes, axis));
    const wrongChannels = differs(x.channels, attrs.inChannels)
      ? [channelMismatch("inChannels", attrs.inChannels, x.channels, x.batch.length > 0)]
      : [];
    return {
      value: [...x.batch, attrs.outChannels, ...outputs.map(positiveOrUnknown)],
      problems: [...problems, ...wrongChannels, ...nothingLeft(attrs, x.sizes, outputs)],
    };
  };
  return {
    kind,
    category: "convolution",
    displayName,
    summary: `Spreads every ${axes === 1 ? "place" : axes === 2 ? "pixel" : "voxel"} over the output by learned filters; a stride makes ${axisWords[axes]} larger.`,
    title: ({ inChannels, outChannels, kernelSize, stride, dilation, groups }) =>
      titleOf(
        displayName,
        byCross(kernelSize),
        arrow(inChannels, outChannels),
        unless(1, "stride", stride),
        unless(1, "dilation", dilation),
        unless(1, "groups", [groups]),
      ),
    rules: {
      inChannels: positive,
      outChannels: positive,
      kernelSize: sizes(axes, positive),
      stride: sizes(axes, positive),
      padding: sizes(axes, notNegative),
      outputPadding: sizes(axes, notNegative),
      dilation: sizes(axes, positive),
      groups: positive,
      bias: flag,
    },
    check: (attrs) => [...unevenGroups(attrs), ...wideOutputPadding(attrs)],
    infer,
    params(attrs) {
      // PyTorch takes the second size of the weight for the fan, which is the output's here.
      const init = { kind: "kaiming-uniform", fanIn: weightsOfChannel(attrs) } as const;
      const channels = floorDivide(attrs.outChannels, attrs.groups);
      return {
        weight: learned([attrs.inChannels, channels, ...attrs.kernelSize], init),
        ...optional(attrs.bias, "bias", [attrs.outChannels], init),
      };
    },
    // As fvcore counts: every number of the input is spread over as many outputs.
    ...countedBy<TransposedAttrs>(
      {
        name: "inputs",
        of({ inChannels }, inputs) {
          const x = readSpatial(inputs, axes).value;
          return product([...x.batch, inChannels, ...x.sizes]);
        },
      },
      { name: "channels written", of: ({ outChannels, groups }) => floorDivide(outChannels, groups) },
      { name: "taps", of: ({ kernelSize }) => product(kernelSize) },
    ),
    elementwise: ({ bias }, _inputs, output) => countIf(bias, elementCount(output)),
    window: (attrs) => ({
      kind: "resampling",
      size: each(axes, (axis) => spanAlong(attrs, axis)),
      from: same(axes, 1),
      to: attrs.stride,
    }),
    reference(attrs, inputs, params) {
      const x = required(inputs[0]);
      const shape = infer(attrs, [x.shape]).value.map(Number);
      return spread(attrs, axes, { x, weight: required(params.weight), bias: params.bias }, shape);
    },
    lower(attrs, [shape = []]) {
      const { kernelSize, stride, padding, outputPadding, dilation, groups, bias } = attrs;
      const window = { kernelSize, stride, dilation, padding: symmetric(padding), ceilMode: false };
      const output = infer(attrs, [shape]).value.map(Number);
      const depth = depthOf(window, [shape.at(-3) ?? 1, output.at(-3) ?? 1]);
      return {
        family: "transposed-convolution",
        axes,
        kernel: pairOf(kernelSize, 1),
        stride: pairOf(stride, 1),
        padding: pairOf(padding, 0),
        outputPadding: pairOf(outputPadding, 0),
        dilation: pairOf(dilation, 1),
        depth: depth && { ...depth, outputPadding: outputPadding[0] ?? 0 },
        groups,
        weight: "weight",
        bias: bias ? "bias" : null,
      };
    },
  };
}

type Options = Partial<Omit<TransposedAttrs, "inChannels" | "outChannels" | "kernelSize">>;

/** Attributes with PyTorch's defaults and the same kernel size along all axes, for examples. */
export function plainTransposed(
  axes: AxisCount,
  [inChannels, outChannels]: readonly [Dim, Dim],
  k: Dim,
  options: Options = {},
): TransposedAttrs {
  const none = same(axes, 0);
  const defaults = { stride: same(axes, 1), padding: none, outputPadding: none, dilation: same(axes, 1) };
  return {
    inChannels,
    outChannels,
    kernelSize: same(axes, k),
    ...defaults,
    groups: 1,
    bias: true,
    ...options,
  };
}

/** (size − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1 */
function sizeAlong(attrs: TransposedAttrs, input: Sizes, axis: number): Dim {
  return add(subtract(spreadAlong(attrs, input, axis), multiply(2, sizeOf(attrs.padding, axis))), 1);
}

/** How far the last place stands from the first one before any is cut off. */
function spreadAlong(attrs: TransposedAttrs, input: Sizes, axis: number): Dim {
  return sum([
    multiply(subtract(sizeOf(input, axis), 1), sizeOf(attrs.stride, axis)),
    multiply(sizeOf(attrs.dilation, axis), subtract(sizeOf(attrs.kernelSize, axis), 1)),
    sizeOf(attrs.outputPadding, axis),
  ]);
}

function positiveOrUnknown(size: Dim): Dim {
  return (known(size) ?? 1) < 1 ? unknownDim("the padding leaves nothing") : size;
}

function nothingLeft(attrs: TransposedAttrs, input: Sizes, outputs: Sizes): readonly OpProblem[] {
  const axis = outputs.findIndex((size) => (known(size) ?? 1) < 1);
  if (axis < 0) return [];
  const most = known(floorDivide(spreadAlong(attrs, input, axis), 2));
  const where = `for a ${axisWord(input.length as AxisCount, axis)} of ${known(sizeOf(input, axis))}`;
  return [invalidAttribute("padding", sizeOf(attrs.padding, axis), `at most ${most} ${where}`)];
}

/** PyTorch's rule: what is added at the end must be less than the stride, or than the dilation. */
function wideOutputPadding({ outputPadding, stride, dilation }: TransposedAttrs): readonly OpProblem[] {
  for (const axis of outputPadding.keys()) {
    const [size, s, d] = [outputPadding, stride, dilation].map((sizes) => known(sizeOf(sizes, axis)));
    if (size === undefined || s === undefined || d === undefined || size < Math.max(s, d)) continue;
    const expected = `less than the stride or the dilation (${Math.max(s, d)})`;
    return [invalidAttribute("outputPadding", size, expected)];
  }
  return [];
}

/** Weights that every number of the input meets. */
function weightsOfChannel({ outChannels, groups, kernelSize }: TransposedAttrs): Dim {
  return product([floorDivide(outChannels, groups), ...kernelSize]);
}

/**
 * Places of the input, from the first to the last, that one output sees along an axis. Taps reach it that are stride / g
 * apart, g being what stride and dilation have in common, and such taps read places that are dilation / g apart.
 */
function spanAlong({ kernelSize, stride, dilation }: TransposedAttrs, axis: number): Dim {
  const [s, d] = [known(sizeOf(stride, axis)), known(sizeOf(dilation, axis))];
  const last = subtract(sizeOf(kernelSize, axis), 1);
  if (d === 1) return add(floorDivide(last, sizeOf(stride, axis)), 1);
  if (s === undefined || d === undefined) return unknownDim("the stride or the dilation is no number");
  const g = greatestCommonDivisor(s, d);
  return add(multiply(floorDivide(last, s / g), d / g), 1);
}

interface Operands {
  readonly x: ReferenceTensor;
  readonly weight: ReferenceTensor;
  readonly bias: ReferenceTensor | undefined;
}

/** Signals and images are volumes of one slice. */
function spread(
  attrs: Concrete<TransposedAttrs>,
  axes: AxisCount,
  { x, weight, bias }: Operands,
  shape: readonly number[],
): ReferenceTensor {
  const field = fieldOf(attrs, volumeSizes(x.shape, axes));
  const { data } = generate(volumeSizes(shape, axes), ([n = 0, o = 0, ...place]) => {
    return (bias === undefined ? 0 : element(bias.data, o)) + gather(field, x, weight, { n, o, place });
  });
  return { shape, data };
}

/** The numbers that every output needs, worked out once. */
function fieldOf(attrs: Concrete<TransposedAttrs>, [, C, D, H, W]: ReturnType<typeof volumeSizes>) {
  const { kernelSize, stride, padding, dilation, groups, outChannels } = attrs;
  return {
    sizes: [C, D, H, W] as const,
    channels: C / groups,
    outputs: outChannels / groups,
    kernelSize: tripleOf(kernelSize, 1),
    stride: tripleOf(stride, 1),
    padding: tripleOf(padding, 0),
    dilation: tripleOf(dilation, 1),
  };
}

interface OutputPlace {
  readonly n: number;
  readonly o: number;
  readonly place: readonly number[];
}

/** What all inputs that are spread over one output give it. */
function gather(
  field: ReturnType<typeof fieldOf>,
  x: ReferenceTensor,
  weight: ReferenceTensor,
  { n, o, place }: OutputPlace,
): number {
  const {
    sizes: [C, D, H, W],
    channels,
    outputs,
    kernelSize,
  } = field;
  const [slices = [], rows = [], columns = []] = ([0, 1, 2] as const).map((axis) =>
    tapsThatMeet(field, axis, place[axis] ?? 0, [D, H, W][axis] ?? 1),
  );
  const group = Math.floor(o / outputs);
  let total = 0;
  for (let c = group * channels; c < (group + 1) * channels; c++) {
    for (const [t, z] of slices) {
      for (const [i, y] of rows) {
        for (const [j, x0] of columns) {
          const value = element(x.data, (((n * C + c) * D + z) * H + y) * W + x0);
          const tap = (t * kernelSize[1] + i) * kernelSize[2] + j;
          const taps = kernelSize[0] * kernelSize[1] * kernelSize[2];
          total += value * element(weight.data, (c * outputs + (o % outputs)) * taps + tap);
        }
      }
    }
  }
  return total;
}

/** The taps that bring an input to a place along an axis, each with where that input stands. */
function tapsThatMeet(
  { kernelSize, stride, padding, dilation }: ReturnType<typeof fieldOf>,
  axis: 0 | 1 | 2,
  place: number,
  size: number,
): readonly (readonly [tap: number, input: number])[] {
  const meeting: [number, number][] = [];
  for (let tap = 0; tap < kernelSize[axis]; tap++) {
    const input = (place + padding[axis] - tap * dilation[axis]) / stride[axis];
    if (Number.isInteger(input) && input >= 0 && input < size) meeting.push([tap, input]);
  }
  return meeting;
}
