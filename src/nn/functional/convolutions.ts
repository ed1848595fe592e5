import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { type Pair, type Single, sizes, type Triple } from "../layers/sizes.ts";
import type { Tensor } from "../tensor.ts";

/** The options of a convolution by a given weight. Sizes along its axes are `S`, or one number for all. */
export interface FunctionalConvolutionOptions<S extends readonly number[]> {
  /** How far the kernel moves from one output to the next; 1. */
  stride?: number | S | undefined;
  /** Zeros around the input; `"same"` keeps the size, which needs stride 1. 0. */
  padding?: number | S | "same" | "valid" | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: number | S | undefined;
  /** Parts into which the channels are divided; each sees its own only. 1. */
  groups?: number | undefined;
}

export interface FunctionalConv1dOptions extends FunctionalConvolutionOptions<Single> {}
export interface FunctionalConv2dOptions extends FunctionalConvolutionOptions<Pair> {}
export interface FunctionalConv3dOptions extends FunctionalConvolutionOptions<Triple> {}

/**
 * A 1D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [out, in / groups, kernelSize], `bias`
 * [out]. [N, in, L] → [N, out, L′] as of `nn.Conv1d`.
 */
export function conv1d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConv1dOptions = {},
): Tensor {
  return convolved(1, x, weight, bias, options);
}

/**
 * A 2D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [out, in / groups, kernelHeight,
 * kernelWidth], `bias` [out]. [N, in, H, W] → [N, out, H′, W′] as of `nn.Conv2d`.
 */
export function conv2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConv2dOptions = {},
): Tensor {
  return convolved(2, x, weight, bias, options);
}

/**
 * A 3D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [out, in / groups, kernelDepth,
 * kernelHeight, kernelWidth], `bias` [out]. [N, in, D, H, W] → [N, out, D′, H′, W′] as of `nn.Conv3d`.
 */
export function conv3d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConv3dOptions = {},
): Tensor {
  return convolved(3, x, weight, bias, options);
}

function convolved<S extends readonly number[]>(
  axes: 1 | 2 | 3,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: FunctionalConvolutionOptions<S>,
): Tensor {
  const op = `functional-conv${axes}d`;
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = optionsOf(op, options);
  const attrs = {
    stride: sizes(axes, stride),
    padding: typeof padding === "string" ? padding : sizes(axes, padding),
    dilation: sizes(axes, dilation),
    groups,
  };
  return applyForm(op, attrs, x, weight, bias);
}

/** The options of a transposed convolution by a given weight. Sizes along its axes are `S`, or one number for all. */
export interface FunctionalTransposedOptions<S extends readonly number[]> {
  /** How far apart neighbouring places of the input stand in the output; 1. */
  stride?: number | S | undefined;
  /** Places taken off the output on every side; 0. */
  padding?: number | S | undefined;
  /** Places more at the output's end; 0. */
  outputPadding?: number | S | undefined;
  /** Parts into which the channels are divided; each sees its own only. 1. */
  groups?: number | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: number | S | undefined;
}

export interface FunctionalConvTranspose1dOptions extends FunctionalTransposedOptions<Single> {}
export interface FunctionalConvTranspose2dOptions extends FunctionalTransposedOptions<Pair> {}
export interface FunctionalConvTranspose3dOptions extends FunctionalTransposedOptions<Triple> {}

/**
 * A transposed 1D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [in, out / groups,
 * kernelSize], `bias` [out]. [N, in, L] → [N, out, L′] as of `nn.ConvTranspose1d`.
 */
export function convTranspose1d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConvTranspose1dOptions = {},
): Tensor {
  return spread(1, x, weight, bias, options);
}

/**
 * A transposed 2D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [in, out / groups,
 * kernelHeight, kernelWidth], `bias` [out]. [N, in, H, W] → [N, out, H′, W′] as of `nn.ConvTranspose2d`.
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConvTranspose2dOptions = {},
): Tensor {
  return spread(2, x, weight, bias, options);
}

/**
 * A transposed 3D convolution whose weight is a tensor: a parameter, or calculated. `weight` is [in, out / groups,
 * kernelDepth, kernelHeight, kernelWidth], `bias` [out]. [N, in, D, H, W] → [N, out, D′, H′, W′] as of
 * `nn.ConvTranspose3d`.
 */
export function convTranspose3d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: FunctionalConvTranspose3dOptions = {},
): Tensor {
  return spread(3, x, weight, bias, options);
}

function spread<S extends readonly number[]>(
  axes: 1 | 2 | 3,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: FunctionalTransposedOptions<S>,
): Tensor {
  const op = `functional-conv-transpose${axes}d`;
  const { stride = 1, padding = 0, outputPadding = 0, groups = 1, dilation = 1 } = optionsOf(op, options);
  const attrs = {
    stride: sizes(axes, stride),
    padding: sizes(axes, padding),
    outputPadding: sizes(axes, outputPadding),
    dilation: sizes(axes, dilation),
    groups,
  };
  return applyForm(op, attrs, x, weight, bias);
}
