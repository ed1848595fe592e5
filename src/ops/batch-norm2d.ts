import { type Dim, differs, elementCount, multiply } from "../ir/index.ts";
import { type Flag, finite, flag, orNull, positive } from "./shared/attributes.ts";
import { buffer, optional } from "./shared/counts.ts";
import { defineOp } from "./shared/define-op.ts";
import { channelMismatch, readOnly, wrongRank } from "./shared/inputs.ts";
import { element, generate, imageSizes, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type BatchNorm2dAttrs = {
  readonly numFeatures: Dim;
  readonly epsilon: Dim;
  /** How fast running statistics follow in training; null averages over all. Inference does not ask for it. */
  readonly momentum: Dim | null;
  readonly affine: Flag;
};

/** Batch normalisation at inference, with running statistics (Ioffe & Szegedy 2015); takes [N, C, H, W]. */
export const batchNorm2d = defineOp<"batch-norm2d", BatchNorm2dAttrs>({
  kind: "batch-norm2d",
  category: "normalization",
  displayName: "BatchNorm2d",
  summary: "Shifts and scales each channel to mean 0 and variance 1, then by learned γ and β.",
  title: ({ numFeatures }) => titleOf("BatchNorm2d", printed(numFeatures)),
  rules: { numFeatures: positive, epsilon: finite, momentum: orNull(finite), affine: flag },
  infer({ numFeatures }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [batch, channels, ...rest] = shape;
    if (batch === undefined || channels === undefined || rest.length !== 2) {
      return { value: shape, problems: [wrongRank(0, "[N, C, H, W]", shape)] };
    }
    if (!differs(channels, numFeatures)) return { value: shape, problems };
    const wrong = channelMismatch("numFeatures", numFeatures, channels);
    return { value: [batch, numFeatures, ...rest], problems: [wrong] };
  },
  params({ numFeatures, affine }) {
    return {
      ...optional(affine, "weight", [numFeatures], { kind: "constant", value: 1 }),
      ...optional(affine, "bias", [numFeatures], { kind: "constant", value: 0 }),
      running_mean: buffer([numFeatures], 0),
      running_var: buffer([numFeatures], 1),
    };
  },
  macs: () => 0,
  // A multiplication and an addition: mean, variance, γ and β come down to one scale and one shift a channel.
  elementwise: (_attrs, _inputs, output) => multiply(2, elementCount(output)),
  window: () => ({ kind: "pointwise" }),
  reference({ epsilon }, inputs, params) {
    const x = required(inputs[0]);
    const [mean, variance] = [required(params.running_mean).data, required(params.running_var).data];
    const [weight, bias] = [params.weight?.data, params.bias?.data];
    const [, C, H, W] = imageSizes(x.shape);
    return generate(x.shape, (_index, offset) => {
      const c = Math.floor(offset / (H * W)) % C;
      const normal = (element(x.data, offset) - element(mean, c)) / Math.sqrt(element(variance, c) + epsilon);
      return (
        normal * (weight === undefined ? 1 : element(weight, c)) + (bias === undefined ? 0 : element(bias, c))
      );
    });
  },
  lower({ epsilon, affine }) {
    const learnedNames = affine ? { weight: "weight", bias: "bias" } : { weight: null, bias: null };
    return { family: "affine", ...learnedNames, mean: "running_mean", variance: "running_var", epsilon };
  },
  examples: [
    {
      name: "γ and β are learned, mean and variance are buffers",
      attrs: plain(64),
      inputs: [[32, 64, 56, 56]],
      output: [32, 64, 56, 56],
      parameters: 128,
      macs: 0,
    },
    {
      name: "without γ and β nothing is learned",
      attrs: { ...plain(64), affine: false },
      inputs: [[1, 64, 7, 7]],
      output: [1, 64, 7, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "two channels, each with its own statistics",
      attrs: { ...plain(2), epsilon: 0 },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 3, 10, 20]],
        params: { weight: [1, 2], bias: [0, 5], running_mean: [1, 10], running_var: [4, 25] },
        output: [0, 1, 5, 9],
      },
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: plain(64),
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
      parameters: 128,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [{ name: "no channels", attrs: plain(0), problem: "invalid-attribute", blames: "numFeatures" }],
});

/** Attributes with PyTorch's defaults. */
function plain(numFeatures: Dim): BatchNorm2dAttrs {
  return { numFeatures, epsilon: 1e-5, momentum: 0.1, affine: true };
}
