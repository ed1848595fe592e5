// The namespace `nn.init`: the starting values of the tensors that a model keeps.
import type { StartWord } from "../ir/index.ts";
import { countOf, optionsOf } from "./arguments.ts";
import { asTensor, type Tensor } from "./tensor.ts";

export interface UniformOptions {
  /** The lower bound; 0. */
  a?: number | undefined;
  /** The upper bound; 1. */
  b?: number | undefined;
}

/** Fills a tensor with random numbers, uniform between a and b, and returns it. */
export function uniform_<T extends Tensor>(tensor: T, a: number | UniformOptions = 0, b = 1): T {
  const { a: from = 0, b: to = 1 } = typeof a === "object" ? optionsOf("parameter", a) : { a, b };
  tensorFor("uniform_", tensor).uniform_(from, to);
  return tensor;
}

export interface NormalOptions {
  /** 0. */
  mean?: number | undefined;
  /** The standard deviation; 1. */
  std?: number | undefined;
}

/** Fills a tensor with random numbers of a normal distribution, and returns it. */
export function normal_<T extends Tensor>(tensor: T, mean: number | NormalOptions = 0, std = 1): T {
  const { mean: middle = 0, std: deviation = 1 } =
    typeof mean === "object" ? optionsOf("parameter", mean) : { mean, std };
  tensorFor("normal_", tensor).normal_(middle, deviation);
  return tensor;
}

export interface TruncNormalOptions extends NormalOptions {
  /** The lower bound; −2. */
  a?: number | undefined;
  /** The upper bound; 2. */
  b?: number | undefined;
}

/** Fills a tensor with random numbers of a normal distribution, cut off at a and b, and returns it. */
export function truncNormal_<T extends Tensor>(
  tensor: T,
  mean: number | TruncNormalOptions = 0,
  std = 1,
  a = -2,
  b = 2,
): T {
  const given = typeof mean === "object" ? optionsOf("parameter", mean) : { mean, std, a, b };
  const { mean: middle = 0, std: deviation = 1, a: from = -2, b: to = 2 } = given;
  if (from > to) throw new RangeError(`truncNormal_ takes its bounds in order, not ${from} and ${to}.`);
  return started("truncNormal_", tensor, "truncated-normal", {
    mean: middle,
    std: deviation,
    a: from,
    b: to,
  });
}

/** Fills a tensor with one number, and returns it. */
export function constant_<T extends Tensor>(tensor: T, val: number): T {
  return started("constant_", tensor, "constant", { val });
}

/** Fills a tensor with ones, and returns it. */
export function ones_<T extends Tensor>(tensor: T): T {
  return started("ones_", tensor, "constant", { val: 1 });
}

/** Fills a tensor with zeros, and returns it. */
export function zeros_<T extends Tensor>(tensor: T): T {
  return started("zeros_", tensor, "constant", { val: 0 });
}

export interface KaimingOptions {
  /** The slope of a leaky ReLU below 0; 0. */
  a?: number | undefined;
  /**
   * Whose variance stays the same: `"fan_in"` that of the activations, `"fan_out"` that of the gradients;
   * `"fan_in"`.
   */
  mode?: "fan_in" | "fan_out" | undefined;
  /** The activation after the layer; `"leaky_relu"`. */
  nonlinearity?: Nonlinearity | undefined;
}

/** Fills a tensor uniformly between ±gain · √(3 / fan) (He et al. 2015), and returns it. See `calculateGain`. */
export function kaimingUniform_<T extends Tensor>(tensor: T, options: KaimingOptions = {}): T {
  return started("kaimingUniform_", tensor, "fan-uniform", kaiming("kaimingUniform_", tensor, options));
}

/**
 * Fills a tensor normally with the deviation gain / √fan (He et al. 2015), and returns it. See `calculateGain`.
 */
export function kaimingNormal_<T extends Tensor>(tensor: T, options: KaimingOptions = {}): T {
  return started("kaimingNormal_", tensor, "fan-normal", kaiming("kaimingNormal_", tensor, options));
}

export interface GainOptions {
  /** A factor; 1. */
  gain?: number | undefined;
}

/** Fills a tensor uniformly between ±gain · √(6 / (fanIn + fanOut)) (Glorot and Bengio 2010), and returns it. */
export function xavierUniform_<T extends Tensor>(tensor: T, gain: number | GainOptions = 1): T {
  requireAxes("xavierUniform_", tensor, 2);
  return started("xavierUniform_", tensor, "fan-uniform", { gain: gainOf(gain), fan: fans.mean });
}

/**
 * Fills a tensor normally with the deviation gain · √(2 / (fanIn + fanOut)) (Glorot and Bengio 2010), and
 * returns it.
 */
export function xavierNormal_<T extends Tensor>(tensor: T, gain: number | GainOptions = 1): T {
  requireAxes("xavierNormal_", tensor, 2);
  return started("xavierNormal_", tensor, "fan-normal", { gain: gainOf(gain), fan: fans.mean });
}

/**
 * Makes a matrix's rows, or its columns if there are fewer of them, orthogonal and of the length `gain` (Saxe et
 * al. 2013), and returns the tensor. The axes after the first count as one.
 */
export function orthogonal_<T extends Tensor>(tensor: T, gain: number | GainOptions = 1): T {
  requireAxes("orthogonal_", tensor, 2);
  return started("orthogonal_", tensor, "orthogonal", { gain: gainOf(gain) });
}

export interface SparseOptions {
  /** The share of each column's numbers that are 0. */
  sparsity: number;
  /** The standard deviation of the others; 0.01. */
  std?: number | undefined;
}

/** Fills a matrix from a normal distribution around 0, sets a share of each column to 0 (Martens 2010), and returns it. */
export function sparse_<T extends Tensor>(tensor: T, sparsity: number | SparseOptions, std = 0.01): T {
  requireAxes("sparse_", tensor, 2, 2);
  const given = typeof sparsity === "object" ? optionsOf("parameter", sparsity) : { sparsity, std };
  const { sparsity: share, std: deviation = 0.01 } = given;
  if (share < 0 || share > 1) throw new RangeError(`sparse_ takes a sparsity from 0 to 1, not ${share}.`);
  if (deviation < 0) throw new RangeError(`sparse_ takes a deviation of 0 or more, not ${deviation}.`);
  return started("sparse_", tensor, "sparse", { sparsity: share, std: deviation });
}

/** Fills a matrix with ones on the diagonal and zeros elsewhere, and returns it. */
export function eye_<T extends Tensor>(tensor: T): T {
  requireAxes("eye_", tensor, 2, 2);
  return started("eye_", tensor, "dirac", { groups: 1 });
}

export interface DiracOptions {
  /** The number of groups into which the output channels are divided; 1. */
  groups?: number | undefined;
}

/** Fills the weight of a convolution so that it passes on each channel unchanged, and returns it. */
export function dirac_<T extends Tensor>(tensor: T, groups: number | DiracOptions = 1): T {
  requireAxes("dirac_", tensor, 3, 5);
  const { groups: parts = 1 } = typeof groups === "object" ? optionsOf("parameter", groups) : { groups };
  const channels = tensor.size(0);
  countOf("dirac_", "groups", parts);
  if (channels % parts !== 0)
    throw new RangeError(`dirac_ cannot divide ${channels} output channels into ${parts} groups.`);
  return started("dirac_", tensor, "dirac", { groups: parts });
}

/** The activation after a layer, by PyTorch's names. */
export type Nonlinearity =
  | "linear"
  | "conv1d"
  | "conv2d"
  | "conv3d"
  | "conv_transpose1d"
  | "conv_transpose2d"
  | "conv_transpose3d"
  | "sigmoid"
  | "tanh"
  | "relu"
  | "leaky_relu"
  | "selu";

/** The factor by which an activation wants weights scaled. `param` is the slope of a leaky ReLU below 0; 0.01. */
export function calculateGain(nonlinearity: Nonlinearity, param = 0.01): number {
  switch (nonlinearity) {
    case "linear":
    case "conv1d":
    case "conv2d":
    case "conv3d":
    case "conv_transpose1d":
    case "conv_transpose2d":
    case "conv_transpose3d":
    case "sigmoid":
      return 1;
    case "tanh":
      return 5 / 3;
    case "relu":
      return Math.sqrt(2);
    case "leaky_relu":
      return Math.sqrt(2 / (1 + param * param));
    case "selu":
      return 3 / 4;
  }
  throw new RangeError(
    `calculateGain takes "relu", "leaky_relu", "tanh", "sigmoid", "selu", "linear" or a layer such as "conv2d".`,
  );
}

/** The numbers by which `ops/starting-values.ts` knows which neighbours of a neuron count. */
const fans = { fan_in: 0, fan_out: 1, mean: 2 } as const;

function kaiming(taker: string, tensor: Tensor, options: KaimingOptions): Readonly<Record<string, number>> {
  requireAxes(taker, tensor, 2);
  const { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" } = optionsOf("parameter", options);
  if (mode !== "fan_in" && mode !== "fan_out")
    throw new RangeError(`${taker} takes the mode "fan_in" or "fan_out".`);
  return { gain: calculateGain(nonlinearity, a), fan: fans[mode] };
}

function gainOf(gain: number | GainOptions): number {
  const { gain: factor = 1 } = typeof gain === "object" ? optionsOf("parameter", gain) : { gain };
  return factor;
}

function requireAxes(taker: string, tensor: Tensor, least: number, most = Number.POSITIVE_INFINITY): void {
  const axes = tensorFor(taker, tensor).dim();
  if (axes >= least && axes <= most) return;
  const words = most === least ? `${least}` : most > least + 9 ? `at least ${least}` : `${least} to ${most}`;
  throw new RangeError(`${taker} takes a tensor of ${words} axes, and this one has ${axes}.`);
}

/** What is to be filled. Often it is null, as is the bias of a layer without one. */
function tensorFor(taker: string, tensor: Tensor): Tensor {
  return asTensor("parameter", tensor, `what ${taker} fills`);
}

/** Sets what a kept tensor starts from. Any other tensor is overwritten with the numbers. */
function started<T extends Tensor>(
  taker: string,
  tensor: T,
  data: StartWord,
  named: Readonly<Record<string, number>>,
): T {
  tensorFor(taker, tensor).filled(taker, data, named);
  return tensor;
}

// PyTorch's older names, which it still accepts.
export {
  constant_ as constant,
  dirac_ as dirac,
  eye_ as eye,
  kaimingNormal_ as kaimingNormal,
  kaimingUniform_ as kaimingUniform,
  normal_ as normal,
  orthogonal_ as orthogonal,
  sparse_ as sparse,
  uniform_ as uniform,
  xavierNormal_ as xavierNormal,
  xavierUniform_ as xavierUniform,
};
