import { type Dim, differs, elementCount, multiply } from "../../ir/index.ts";
import { type Flag, finite, flag, orNull, positive } from "./attributes.ts";
import { buffer, optional } from "./counts.ts";
import type { OpSource } from "./define-op.ts";
import { channelMismatch, readOnly, withoutBatch, wrongPlaces } from "./inputs.ts";
import { countOf, element, generate, required } from "./reference.ts";
import { printed, titleOf } from "./words.ts";

export type BatchNormAttrs = {
  readonly numFeatures: Dim;
  readonly epsilon: Dim;
  /** How fast running statistics follow in training; null averages over all. Inference does not ask for it. */
  readonly momentum: Dim | null;
  readonly affine: Flag;
};

/** What a batch norm takes, by its number of axes: as PyTorch, batches only, and `BatchNorm1d` plain features, too. */
const layouts = {
  1: { words: "[N, C] or [N, C, L]", ranks: [2, 3] },
  2: { words: "[N, C, H, W]", ranks: [4] },
  3: { words: "[N, C, D, H, W]", ranks: [5] },
} as const;

/** Batch normalisation at inference, with running statistics (Ioffe & Szegedy 2015). */
export function batchNorm<K extends string>(
  kind: K,
  displayName: string,
  axes: 1 | 2 | 3,
): Omit<OpSource<K, BatchNormAttrs>, "examples"> {
  const { words, ranks } = layouts[axes];
  return {
    kind,
    category: "normalization",
    displayName,
    summary: "Shifts and scales each channel to mean 0 and variance 1, then by learned γ and β.",
    title: ({ numFeatures }) => titleOf(displayName, printed(numFeatures)),
    rules: { numFeatures: positive, epsilon: finite, momentum: orNull(finite), affine: flag },
    infer({ numFeatures }, inputs) {
      const { value: shape, problems } = readOnly(inputs);
      if (problems.length > 0) return { value: shape, problems };
      const [batch, channels, ...rest] = shape;
      if (batch === undefined || channels === undefined || !ranks.some((rank) => rank === shape.length)) {
        // Plain features, [N, C], have a batch norm over one axis as well.
        const places = shape.length === 2 ? 1 : shape.length - 2;
        const lacksBatch = shape.length === axes + 1 && !differs(shape[0] ?? 0, numFeatures);
        if (lacksBatch) return { value: shape, problems: [withoutBatch(words, shape)] };
        const suits = channels !== undefined && !differs(channels, numFeatures) ? places : 0;
        return { value: shape, problems: [wrongPlaces(axes, words, shape, suits)] };
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
    centresChannels: true,
    window: () => ({ kind: "pointwise" }),
    reference({ epsilon }, inputs, params) {
      const x = required(inputs[0]);
      const [mean, variance] = [required(params.running_mean).data, required(params.running_var).data];
      const [weight, bias] = [params.weight?.data, params.bias?.data];
      const [, C = 1, ...places] = x.shape;
      const count = countOf(places);
      return generate(x.shape, (_index, offset) => {
        const c = Math.floor(offset / count) % C;
        const normal =
          (element(x.data, offset) - element(mean, c)) / Math.sqrt(element(variance, c) + epsilon);
        return (
          normal * (weight === undefined ? 1 : element(weight, c)) +
          (bias === undefined ? 0 : element(bias, c))
        );
      });
    },
    lower({ epsilon, affine }, [shape = []]) {
      return {
        family: "affine",
        axes: (shape.length - 2) as 0 | 1 | 2 | 3,
        weight: affine ? "weight" : null,
        bias: affine ? "bias" : null,
        mean: "running_mean",
        variance: "running_var",
        epsilon,
      };
    },
    refusals: [
      {
        name: "no channels",
        attrs: plainBatchNorm(0),
        problem: "invalid-attribute",
        blames: "numFeatures",
      },
    ],
  };
}

/** Attributes with PyTorch's defaults. */
export function plainBatchNorm(numFeatures: Dim): BatchNormAttrs {
  return { numFeatures, epsilon: 1e-5, momentum: 0.1, affine: true };
}
