import { optionsOf } from "../arguments.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";

export interface NormOptions {
  /** What the result is multiplied by: γ. */
  weight?: Tensor | null | undefined;
  /** What is added to the result then: β. */
  bias?: Tensor | null | undefined;
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
}

/** Each sample's channels in `numGroups` equal groups, each to mean 0 and variance 1; then γ and β, [C], where given. */
export function groupNorm(x: Tensor, numGroups: number, options: NormOptions = {}): Tensor {
  const { weight = null, bias = null, eps = 1e-5 } = optionsOf("group-norm", options);
  const given = givenIn({ weight, bias });
  if (given.names.length > 0) {
    const attrs = attributes("functional-group-norm", { numGroups, epsilon: eps, given: given.names });
    return apply("functional-group-norm", attrs, [x, ...given.tensors]);
  }
  const attrs = { numGroups, numChannels: asTensor("group-norm", x).size(1), epsilon: eps, affine: false };
  return apply("group-norm", attributes("group-norm", attrs), [x]);
}

export interface FunctionalInstanceNormOptions extends NormOptions {
  /** The mean to take instead of each image's own, [C]; with `useInputStats: false`. */
  runningMean?: Tensor | null | undefined;
  /** The variance to take instead of each image's own, [C]; with `useInputStats: false`. */
  runningVar?: Tensor | null | undefined;
  /** Whether mean and variance are each image's own; true. */
  useInputStats?: boolean | undefined;
}

/** Each channel of each image, signal or volume to mean 0 and variance 1; then γ and β, [C], where given. */
export function instanceNorm(x: Tensor, options: FunctionalInstanceNormOptions = {}): Tensor {
  const {
    runningMean = null,
    runningVar = null,
    weight = null,
    bias = null,
    useInputStats = true,
    eps = 1e-5,
  } = optionsOf("instance-norm2d", options);
  const rank = asTensor("instance-norm2d", x).dim();
  if (!useInputStats) return batchNorm(x, runningMean, runningVar, { weight, bias, eps });
  const given = givenIn({ weight, bias });
  if (given.names.length > 0) {
    // Signals and volumes have the statistics of images of the same numbers.
    if (rank === 3) return instanceNorm(x.unsqueeze(2), options).squeeze(2);
    if (rank === 5) return instanceNorm(x.flatten(2, 3), options).viewAs(x);
    const attrs = attributes("functional-instance-norm", { epsilon: eps, given: given.names });
    return apply("functional-instance-norm", attrs, [x, ...given.tensors]);
  }
  const op = rank === 3 ? "instance-norm1d" : rank === 5 ? "instance-norm3d" : "instance-norm2d";
  return apply(op, attributes(op, { numFeatures: x.size(1), epsilon: eps, affine: false }), [x]);
}

/**
 * The numbers along the last axes, whose sizes are given, to mean 0 and variance 1; then γ and β of those sizes, where
 * given.
 */
export function layerNorm(
  x: Tensor,
  normalizedShape: number | readonly number[],
  options: NormOptions = {},
): Tensor {
  const { weight = null, bias = null, eps = 1e-5 } = optionsOf("layer-norm", options);
  const given = givenIn({ weight, bias });
  const attrs = { normalizedShape: [normalizedShape].flat(), epsilon: eps };
  if (given.names.length > 0) {
    const named = attributes("functional-layer-norm", { ...attrs, given: given.names });
    return apply("functional-layer-norm", named, [x, ...given.tensors]);
  }
  return apply("layer-norm", attributes("layer-norm", { ...attrs, affine: false }), [x]);
}

export interface FunctionalBatchNormOptions extends NormOptions {
  /** Whether mean and variance are the batch's own, as in training; false. */
  training?: boolean | undefined;
  /** How fast the running statistics follow in training; nothing here asks for it. 0.1. */
  momentum?: number | undefined;
}

/**
 * Shifts and scales each channel, the second axis, by `runningMean` and `runningVar`, [C], or by the batch's own mean and
 * variance where `training` is true; then γ and β, [C], where given.
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: FunctionalBatchNormOptions = {},
): Tensor {
  const {
    weight = null,
    bias = null,
    training = false,
    momentum: _ = 0.1,
    eps = 1e-5,
  } = optionsOf("batch-norm2d", options);
  const rank = asTensor("batch-norm2d", x).dim();
  if (!training && (runningMean === null || runningVar === null))
    throw new TypeError("batchNorm takes a runningMean and a runningVar, unless training is true.");
  if (!training && rank === 4) {
    const stats = { running_mean: runningMean, running_var: runningVar };
    const given = givenIn({ ...stats, weight, bias });
    const attrs = attributes("functional-batch-norm", { epsilon: eps, given: given.names });
    return apply("functional-batch-norm", attrs, [x, ...given.tensors]);
  }
  const along = (tensor: Tensor): Tensor => {
    const [channels, kept] = [x.size(1), asTensor("batch-norm2d", tensor).numel()];
    if (kept < channels || kept > channels)
      throw new RangeError(`batchNorm takes a number for each of ${channels} channels, not ${kept}.`);
    return tensor.reshape(-1, ...Array.from({ length: rank - 2 }, () => 1));
  };
  const axes = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis !== 1);
  const mean = training ? x.mean(axes, { keepdim: true }) : along(runningMean as Tensor);
  const variance = training ? x.var(axes, { correction: 0, keepdim: true }) : along(runningVar as Tensor);
  const normal = x.sub(mean).mul(variance.add(eps).rsqrt());
  const scaled = weight === null ? normal : normal.mul(along(weight));
  return bias === null ? scaled : scaled.add(along(bias));
}

interface WeightsGiven {
  readonly names: readonly string[];
  readonly tensors: readonly Tensor[];
}

function givenIn(tensors: Readonly<Record<string, Tensor | null>>): WeightsGiven {
  const present = Object.entries(tensors).filter(([, tensor]) => tensor !== null);
  return { names: present.map(([name]) => name), tensors: present.map(([, tensor]) => tensor as Tensor) };
}
