import {
  add,
  type Dim,
  differs,
  elementCount,
  floorDivide,
  known,
  multiply,
  product,
  subtract,
  sum,
  symbol,
  unknownDim,
} from "../ir/index.ts";
import type { Concrete, OpProblem } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import {
  type DimPair,
  type Flag,
  flag,
  invalidAttribute,
  notNegative,
  pair,
  positive,
} from "./shared/attributes.ts";
import { countIf, learned, optional } from "./shared/counts.ts";
import { defineOp } from "./shared/define-op.ts";
import { unevenGroups } from "./shared/groups.ts";
import { channelMismatch, readImage } from "./shared/inputs.ts";
import { element, generate, imageSizes, required } from "./shared/reference.ts";
import { arrow, byCross, titleOf, unless } from "./shared/words.ts";

export type ConvTranspose2dAttrs = {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly kernelSize: DimPair;
  /** How far neighbouring input pixels stand apart in the output. */
  readonly stride: DimPair;
  /** Rows and columns taken off the output on every side. */
  readonly padding: DimPair;
  /** Rows and columns more at the output's end; no zeros, but what the taps give there. */
  readonly outputPadding: DimPair;
  readonly dilation: DimPair;
  readonly groups: Dim;
  readonly bias: Flag;
};

/**
 * The gradient of a convolution with respect to its input, as PyTorch's `ConvTranspose2d`; takes [N, C, H, W] or
 * [C, H, W]. MACs are inputs × weights, as fvcore counts them: every input pixel meets every weight of its channel,
 * those included whose product falls into the padding that is cut off.
 */
export const convTranspose2d = defineOp<"conv-transpose2d", ConvTranspose2dAttrs>({
  kind: "conv-transpose2d",
  category: "convolution",
  displayName: "ConvTranspose2d",
  summary: "Spreads every pixel over the output by learned filters; a stride makes height and width larger.",
  title: ({ inChannels, outChannels, kernelSize, stride, dilation, groups }) =>
    titleOf(
      "ConvTranspose2d",
      byCross(kernelSize),
      arrow(inChannels, outChannels),
      unless(1, "stride", stride),
      unless(1, "dilation", dilation),
      unless(1, "groups", [groups, groups]),
    ),
  rules: {
    inChannels: positive,
    outChannels: positive,
    kernelSize: pair(positive),
    stride: pair(positive),
    padding: pair(notNegative),
    outputPadding: pair(notNegative),
    dilation: pair(positive),
    groups: positive,
    bias: flag,
  },
  check: (attrs) => [...unevenGroups(attrs), ...wideOutputPadding(attrs)],
  infer(attrs, inputs) {
    const image = readImage(inputs);
    const { batch, channels, height, width } = image.value;
    const input: DimPair = [height, width];
    const sizes: DimPair = [sizeAlong(attrs, input, 0), sizeAlong(attrs, input, 1)];
    const wrongChannels = differs(channels, attrs.inChannels)
      ? [channelMismatch("inChannels", attrs.inChannels, channels)]
      : [];
    return {
      value: [...batch, attrs.outChannels, ...sizes.map(positiveOrUnknown)],
      problems: [...image.problems, ...wrongChannels, ...nothingLeft(attrs, input, sizes)],
    };
  },
  params(attrs) {
    // PyTorch takes the second size of the weight for the fan, which is the output's here.
    const init = { kind: "kaiming-uniform", fanIn: weightsOfChannel(attrs) } as const;
    const channels = floorDivide(attrs.outChannels, attrs.groups);
    return {
      weight: learned([attrs.inChannels, channels, ...attrs.kernelSize], init),
      ...optional(attrs.bias, "bias", [attrs.outChannels], init),
    };
  },
  macs(attrs, inputs) {
    const { batch, height, width } = readImage(inputs).value;
    return product([...batch, attrs.inChannels, height, width, weightsOfChannel(attrs)]);
  },
  elementwise: ({ bias }, _inputs, output) => countIf(bias, elementCount(output)),
  window: (attrs) => ({
    kind: "resampling",
    size: [spanAlong(attrs, 0), spanAlong(attrs, 1)],
    from: [1, 1],
    to: attrs.stride,
  }),
  reference: spread,
  lower(attrs) {
    const { kernelSize, stride, padding, outputPadding, dilation, groups, bias } = attrs;
    const names = { weight: "weight", bias: bias ? "bias" : null };
    const window = { kernel: kernelSize, stride, padding, outputPadding, dilation, groups };
    return { family: "transposed-convolution", ...window, ...names };
  },
  examples: [
    {
      name: "U-Net's 2×2 at stride 2 doubles the size",
      attrs: plain(64, 32, 2, { stride: [2, 2] }),
      inputs: [[1, 64, 28, 28]],
      output: [1, 32, 56, 56],
      parameters: 8_224,
      macs: 6_422_528,
    },
    {
      name: "DCGAN's 4×4 at stride 2 with padding 1 doubles it too",
      attrs: plain(512, 256, 4, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 512, 4, 4]],
      output: [1, 256, 8, 8],
      parameters: 2_097_152,
      macs: 33_554_432,
    },
    {
      name: "a latent vector becomes an image",
      attrs: plain(100, 64, 4, { bias: false }),
      inputs: [[1, 100, 1, 1]],
      output: [1, 64, 4, 4],
      parameters: 102_400,
      macs: 102_400,
    },
    {
      name: "every pixel is spread over a place of its own where the stride is the kernel",
      attrs: plain(1, 1, 2, { stride: [2, 2] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
      parameters: 5,
      macs: 16,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10, 100, 1000], bias: [0.5] },
        output: [
          1.5, 10.5, 2.5, 20.5, 100.5, 1000.5, 200.5, 2000.5, 3.5, 30.5, 4.5, 40.5, 300.5, 3000.5, 400.5,
          4000.5,
        ],
      },
    },
    {
      name: "places overlap, padding cuts off, output padding adds at the end",
      attrs: {
        ...plain(1, 1, 1, { bias: false }),
        kernelSize: [1, 3],
        stride: [1, 2],
        padding: [0, 1],
        outputPadding: [0, 1],
      },
      inputs: [[1, 1, 1, 2]],
      output: [1, 1, 1, 4],
      parameters: 3,
      macs: 6,
      values: {
        inputs: [[1, 2]],
        params: { weight: [1, 10, 100] },
        output: [10, 102, 20, 200],
      },
    },
    {
      name: "rows alike, at stride 3 with gaps between the places",
      attrs: { ...plain(1, 1, 1), kernelSize: [2, 1], stride: [3, 1] },
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 5, 2],
      parameters: 3,
      macs: 8,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 10], bias: [0.5] },
        output: [1.5, 2.5, 10.5, 20.5, 0.5, 0.5, 3.5, 4.5, 30.5, 40.5],
      },
    },
    {
      name: "dilation sets the taps apart",
      attrs: { ...plain(1, 1, 1, { bias: false }), kernelSize: [1, 2], dilation: [1, 2] },
      inputs: [[1, 1, 1, 2]],
      output: [1, 1, 1, 4],
      parameters: 2,
      macs: 4,
      values: { inputs: [[1, 2]], params: { weight: [1, 10] }, output: [1, 2, 10, 20] },
    },
    {
      name: "groups keep their channels apart",
      attrs: plain(2, 4, 1, { groups: 2, bias: false }),
      inputs: [[1, 2, 1, 1]],
      output: [1, 4, 1, 1],
      parameters: 4,
      macs: 4,
      values: { inputs: [[1, 2]], params: { weight: [1, 10, 100, 1000] }, output: [1, 10, 200, 2000] },
    },
    {
      name: "an image without a batch",
      attrs: plain(3, 8, 3, { stride: [2, 2], padding: [1, 1], outputPadding: [1, 1], bias: false }),
      inputs: [[3, 5, 6]],
      output: [8, 10, 12],
      parameters: 216,
      macs: 6_480,
    },
    {
      name: "an output padding as large as the stride, since the dilation is larger",
      attrs: plain(1, 1, 2, { padding: [1, 1], outputPadding: [1, 1], dilation: [2, 2], bias: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 3, 3],
      parameters: 4,
      macs: 16,
    },
    {
      name: "after wrong channels the declared shape goes on",
      attrs: plain(16, 8, 2, { stride: [2, 2], bias: false }),
      inputs: [[1, 3, 4, 4]],
      output: [1, 8, 8, 8],
      parameters: 512,
      macs: 8_192,
      problems: ["channel-mismatch"],
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(16, 8, 4, { stride: [2, 2], padding: [1, 1], bias: false }),
      inputs: [[1, 16, symbol("H"), 8]],
      output: [1, 8, multiply(symbol("H"), 2), 16],
      parameters: 2_048,
      macs: multiply(symbol("H"), 16_384),
    },
    {
      name: "padding that cuts everything off",
      attrs: plain(1, 1, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 1]],
      output: [1, 1, 1, unknownDim("the padding leaves nothing")],
      parameters: 5,
      macs: 8,
      problems: ["invalid-attribute"],
    },
  ],
  refusals: [
    {
      name: "a negative padding",
      attrs: plain(3, 8, 3, { padding: [-1, -1] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
    {
      name: "groups that do not divide the channels",
      attrs: plain(64, 32, 2, { groups: 3 }),
      problem: "groups-do-not-divide",
      blames: "groups",
    },
    {
      name: "an output padding as large as the stride",
      attrs: plain(3, 8, 3, { stride: [2, 2], outputPadding: [0, 2] }),
      problem: "invalid-attribute",
      blames: "outputPadding",
    },
  ],
});

type Options = Partial<Omit<ConvTranspose2dAttrs, "inChannels" | "outChannels" | "kernelSize">>;

/** Attributes with PyTorch's defaults. */
function plain(inChannels: Dim, outChannels: Dim, k: Dim, options: Options = {}): ConvTranspose2dAttrs {
  const window = { stride: [1, 1], padding: [0, 0], outputPadding: [0, 0], dilation: [1, 1] } as const;
  return { inChannels, outChannels, kernelSize: [k, k], ...window, groups: 1, bias: true, ...options };
}

/** (size − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1 */
function sizeAlong(attrs: ConvTranspose2dAttrs, input: DimPair, axis: 0 | 1): Dim {
  return add(subtract(spreadAlong(attrs, input, axis), multiply(2, attrs.padding[axis])), 1);
}

/** How far the last row stands from the first one before any is cut off. */
function spreadAlong(attrs: ConvTranspose2dAttrs, input: DimPair, axis: 0 | 1): Dim {
  return sum([
    multiply(subtract(input[axis], 1), attrs.stride[axis]),
    multiply(attrs.dilation[axis], subtract(attrs.kernelSize[axis], 1)),
    attrs.outputPadding[axis],
  ]);
}

function positiveOrUnknown(size: Dim): Dim {
  return (known(size) ?? 1) < 1 ? unknownDim("the padding leaves nothing") : size;
}

function nothingLeft(attrs: ConvTranspose2dAttrs, input: DimPair, sizes: DimPair): readonly OpProblem[] {
  const axis = sizes.findIndex((size) => (known(size) ?? 1) < 1);
  if (axis !== 0 && axis !== 1) return [];
  const most = known(floorDivide(spreadAlong(attrs, input, axis), 2));
  const where = `for a ${axis === 0 ? "height" : "width"} of ${known(input[axis])}`;
  return [invalidAttribute("padding", attrs.padding[axis], `at most ${most} ${where}`)];
}

/** PyTorch's rule: what is added at the end must be less than the stride, or than the dilation. */
function wideOutputPadding({ outputPadding, stride, dilation }: ConvTranspose2dAttrs): readonly OpProblem[] {
  for (const axis of [0, 1] as const) {
    const [size, s, d] = [outputPadding[axis], stride[axis], dilation[axis]].map(known);
    if (size === undefined || s === undefined || d === undefined || size < Math.max(s, d)) continue;
    const expected = `less than the stride or the dilation (${Math.max(s, d)})`;
    return [invalidAttribute("outputPadding", size, expected)];
  }
  return [];
}

/** Weights that every number of the input meets. */
function weightsOfChannel({ outChannels, groups, kernelSize }: ConvTranspose2dAttrs): Dim {
  return product([floorDivide(outChannels, groups), ...kernelSize]);
}

/**
 * Rows of the input, from the first to the last, that one output row sees. Taps reach it that are stride / g apart, g
 * being what stride and dilation have in common, and such taps read rows that are dilation / g apart.
 */
function spanAlong({ kernelSize, stride, dilation }: ConvTranspose2dAttrs, axis: 0 | 1): Dim {
  const [s, d] = [known(stride[axis]), known(dilation[axis])];
  const last = subtract(kernelSize[axis], 1);
  if (d === 1) return add(floorDivide(last, stride[axis]), 1);
  if (s === undefined || d === undefined) return unknownDim("the stride or the dilation is no number");
  const g = greatestCommonDivisor(s, d);
  return add(multiply(floorDivide(last, s / g), d / g), 1);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function spread(
  attrs: Concrete<ConvTranspose2dAttrs>,
  inputs: readonly ReferenceTensor[],
  params: Readonly<Record<string, ReferenceTensor>>,
): ReferenceTensor {
  const x = required(inputs[0]);
  const weight = required(params.weight);
  const shape = convTranspose2d.infer(attrs, [x.shape]).value.map(Number);
  const { data } = generate(imageSizes(shape), ([n = 0, o = 0, row = 0, column = 0]) => {
    const bias = params.bias === undefined ? 0 : element(params.bias.data, o);
    return bias + gather(attrs, x, weight, { n, o, row, column });
  });
  return { shape, data };
}

interface OutputPlace {
  readonly n: number;
  readonly o: number;
  readonly row: number;
  readonly column: number;
}

/** What all inputs that are spread over one output give it. */
function gather(
  attrs: Concrete<ConvTranspose2dAttrs>,
  x: ReferenceTensor,
  weight: ReferenceTensor,
  { n, o, row, column }: OutputPlace,
): number {
  const [, C, H, W] = imageSizes(x.shape);
  const {
    kernelSize: [kh, kw],
    stride: [sy, sx],
    padding: [top, left],
    dilation: [dy, dx],
    groups,
  } = attrs;
  const [channels, outputs] = [C / groups, attrs.outChannels / groups];
  const group = Math.floor(o / outputs);
  let total = 0;
  for (let c = group * channels; c < (group + 1) * channels; c++) {
    for (let i = 0; i < kh; i++) {
      const y = (row + top - i * dy) / sy;
      if (!Number.isInteger(y) || y < 0 || y >= H) continue;
      for (let j = 0; j < kw; j++) {
        const x0 = (column + left - j * dx) / sx;
        if (!Number.isInteger(x0) || x0 < 0 || x0 >= W) continue;
        const value = element(x.data, ((n * C + c) * H + y) * W + x0);
        const at = ((c * outputs + (o % outputs)) * kh + i) * kw + j;
        total += value * element(weight.data, at);
      }
    }
  }
  return total;
}
