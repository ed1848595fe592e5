import { type Dim, differs, symbol } from "../ir/index.ts";
import { type Flag, finite, flag, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { channelMismatch, readOnly, wrongRank } from "./shared/inputs.ts";
import { learnedNames, normalizationCost, normalized, scaleAndShift } from "./shared/normalize.ts";
import { at, imageSizes, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type InstanceNorm2dAttrs = {
  readonly numFeatures: Dim;
  readonly epsilon: Dim;
  readonly affine: Flag;
};

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016) of [N, C, H, W] or [C, H, W], without running statistics.
 * Where γ and β are not learned, any number of channels passes, as in PyTorch.
 */
export const instanceNorm2d = defineOp<"instance-norm2d", InstanceNorm2dAttrs>({
  kind: "instance-norm2d",
  category: "normalization",
  displayName: "InstanceNorm2d",
  summary: "Shifts and scales each channel of each image to mean 0 and variance 1.",
  title: ({ numFeatures }) => titleOf("InstanceNorm2d", printed(numFeatures)),
  rules: { numFeatures: positive, epsilon: finite, affine: flag },
  infer({ numFeatures, affine }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const axis = shape.length - 3;
    const channels = shape[axis];
    if (channels === undefined || axis > 1) {
      return { value: shape, problems: [wrongRank(0, "[N, C, H, W] or [C, H, W]", shape)] };
    }
    if (affine !== true || !differs(channels, numFeatures)) return { value: shape, problems };
    const wrong = channelMismatch("numFeatures", numFeatures, channels);
    return { value: shape.with(axis, numFeatures), problems: [wrong] };
  },
  params: ({ numFeatures, affine }) => scaleAndShift(affine, [numFeatures]),
  macs: () => 0,
  elementwise: ({ affine }, _inputs, output) => normalizationCost(affine, output),
  window: (_attrs, [shape = []]) => ({
    kind: "mixed",
    axes: [shape.length - 2, shape.length - 1],
    keepsPlace: true,
  }),
  reference({ epsilon }, inputs, params) {
    const x = required(inputs[0]);
    const [, C, H, W] = imageSizes(x.shape);
    return normalized(x, H * W, epsilon, params, (offset) => Math.floor(offset / (H * W)) % C);
  },
  lower({ epsilon, affine }, [shape = []]) {
    const channelAxis = shape.length - 3;
    const over = { kind: "groups", groups: at(shape, channelAxis), channelAxis } as const;
    return { family: "normalization", over, ...learnedNames(affine), epsilon };
  },
  examples: [
    {
      name: "nothing is learned, as in PyTorch, where nothing else is said",
      attrs: plain(64),
      inputs: [[symbol("N"), 64, 56, 56]],
      output: [symbol("N"), 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "each channel of each image by itself, then γ and β",
      attrs: { numFeatures: 2, epsilon: 0, affine: true },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[2, 4, 30, 10]],
        params: { weight: [1, 2], bias: [0, 5] },
        output: [-1, 1, 7, 3],
      },
    },
    {
      name: "an image without a batch",
      attrs: { ...plain(1), epsilon: 0 },
      inputs: [[1, 2, 2]],
      output: [1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 1, 5, 5]], output: [-1, -1, 1, 1] },
    },
    {
      name: "without γ and β any channels pass",
      attrs: plain(64),
      inputs: [[1, 32, 8, 8]],
      output: [1, 32, 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: { ...plain(64), affine: true },
      inputs: [[1, 32, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
    {
      name: "a flat tensor is not an image",
      attrs: plain(64),
      inputs: [[1, 64]],
      output: [1, 64],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [{ name: "no channels", attrs: plain(0), problem: "invalid-attribute", blames: "numFeatures" }],
});

/** Attributes with PyTorch's defaults. */
function plain(numFeatures: Dim): InstanceNorm2dAttrs {
  return { numFeatures, epsilon: 1e-5, affine: false };
}
