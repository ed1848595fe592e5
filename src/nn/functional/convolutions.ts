import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { pair, type Size2d } from "../layers/sizes.ts";
import type { Tensor } from "../tensor.ts";

export interface FunctionalConv2dOptions {
  /** How far the kernel moves from one output to the next; 1. */
  stride?: Size2d | undefined;
  /** Zeros around the input; `"same"` keeps height and width, which needs stride 1. 0. */
  padding?: Size2d | "same" | "valid" | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: Size2d | undefined;
  /** Parts into which the channels are divided; each sees its own only. 1. */
  groups?: number | undefined;
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
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = optionsOf("functional-conv2d", options);
  const attrs = {
    stride: pair(stride),
    padding: typeof padding === "string" ? padding : pair(padding),
    dilation: pair(dilation),
    groups,
  };
  return applyForm("functional-conv2d", attrs, x, weight, bias);
}

export interface FunctionalConvTranspose2dOptions {
  /** How far apart neighbouring input pixels stand in the output; 1. */
  stride?: Size2d | undefined;
  /** Rows and columns taken off the output on every side; 0. */
  padding?: Size2d | undefined;
  /** Rows and columns more at the output's end; 0. */
  outputPadding?: Size2d | undefined;
  /** Parts into which the channels are divided; each sees its own only. 1. */
  groups?: number | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: Size2d | undefined;
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
  const {
    stride = 1,
    padding = 0,
    outputPadding = 0,
    groups = 1,
    dilation = 1,
  } = optionsOf("functional-conv-transpose2d", options);
  const attrs = {
    stride: pair(stride),
    padding: pair(padding),
    outputPadding: pair(outputPadding),
    dilation: pair(dilation),
    groups,
  };
  return applyForm("functional-conv-transpose2d", attrs, x, weight, bias);
}
