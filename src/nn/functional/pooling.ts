import { optionsOf } from "../arguments.ts";
import { type AdaptiveSizes, adaptivePoolAttributes } from "../layers/adaptive-pool.ts";
import type { AdaptiveSize, AdaptiveSize1d, AdaptiveSize3d } from "../layers/adaptive-pools.ts";
import { type AvgPoolOptions, avgPoolAttributes } from "../layers/avg-pool.ts";
import type { AvgPool1dOptions } from "../layers/avg-pool1d.ts";
import type { AvgPool2dOptions } from "../layers/avg-pool2d.ts";
import type { AvgPool3dOptions } from "../layers/avg-pool3d.ts";
import { type MaxPooled, type MaxPoolOptions, maxPoolAttributes } from "../layers/max-pool.ts";
import type { MaxPool1dOptions } from "../layers/max-pool1d.ts";
import type { MaxPool2dOptions } from "../layers/max-pool2d.ts";
import type { MaxPool3dOptions } from "../layers/max-pool3d.ts";
import { type MaxUnpoolOptions, maxUnpoolAttributes } from "../layers/max-unpool.ts";
import type { ComputedSize, Pair, Single, Size1d, Size2d, Size3d, Triple } from "../layers/sizes.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** The largest number under a window that slides along a signal. */
export function maxPool1d<I extends boolean = false>(
  x: Tensor,
  kernelSize: ComputedSize,
  options: MaxPool1dOptions<I> = {},
): MaxPooled<I> {
  return maxPool(1, x, kernelSize as Size1d, options);
}

/** The largest number under a window that slides over height and width. */
export function maxPool2d<I extends boolean = false>(
  x: Tensor,
  kernelSize: ComputedSize,
  options: MaxPool2dOptions<I> = {},
): MaxPooled<I> {
  return maxPool(2, x, kernelSize as Size2d, options);
}

/** The largest number under a window that slides over depth, height and width. */
export function maxPool3d<I extends boolean = false>(
  x: Tensor,
  kernelSize: ComputedSize,
  options: MaxPool3dOptions<I> = {},
): MaxPooled<I> {
  return maxPool(3, x, kernelSize as Size3d, options);
}

/** With `returnIndices`, the numbers and the place of each in its plane. */
function maxPool<S extends readonly number[], I extends boolean>(
  axes: number,
  x: Tensor,
  kernelSize: number | S,
  options: MaxPoolOptions<S, I>,
): MaxPooled<I> {
  const op = `max-pool${axes}d`;
  // Options are named one by one because the analyzer learns from these names which ones exist.
  const {
    stride = kernelSize,
    padding = 0,
    dilation = 1,
    ceilMode = false,
    returnIndices = false,
  } = optionsOf(op, options);
  const window = { stride, padding, dilation, ceilMode };
  const attrs = attributes(op, maxPoolAttributes(axes, kernelSize, window));
  const pooled = apply(op, attrs, [x]);
  return (returnIndices ? [pooled, apply(`${op}-indices`, attrs, [x])] : pooled) as MaxPooled<I>;
}

/**
 * Puts the numbers that `maxPool1d` kept back at the indices that it returned, with zeros everywhere else. An
 * index out of range is skipped, where PyTorch raises an error.
 */
export function maxUnpool1d(
  x: Tensor,
  indices: Tensor,
  kernelSize: ComputedSize,
  options: MaxUnpoolOptions<Single> = {},
): Tensor {
  return maxUnpool(1, x, indices, kernelSize as Size1d, options);
}

/**
 * Puts the numbers that `maxPool2d` kept back at the indices that it returned, with zeros everywhere else. An
 * index out of range is skipped, where PyTorch raises an error.
 */
export function maxUnpool2d(
  x: Tensor,
  indices: Tensor,
  kernelSize: ComputedSize,
  options: MaxUnpoolOptions<Pair> = {},
): Tensor {
  return maxUnpool(2, x, indices, kernelSize as Size2d, options);
}

/**
 * Puts the numbers that `maxPool3d` kept back at the indices that it returned, with zeros everywhere else. An
 * index out of range is skipped, where PyTorch raises an error.
 */
export function maxUnpool3d(
  x: Tensor,
  indices: Tensor,
  kernelSize: ComputedSize,
  options: MaxUnpoolOptions<Triple> = {},
): Tensor {
  return maxUnpool(3, x, indices, kernelSize as Size3d, options);
}

function maxUnpool<S extends readonly number[]>(
  axes: number,
  x: Tensor,
  indices: Tensor,
  kernelSize: number | S,
  options: MaxUnpoolOptions<S>,
): Tensor {
  const op = `max-unpool${axes}d`;
  const { stride = kernelSize, padding = 0, outputSize = null } = optionsOf(op, options);
  const attrs = maxUnpoolAttributes(axes, kernelSize, { stride, padding }, outputSize);
  return apply(op, attributes(op, attrs), [x, indices]);
}

/** The mean under a window that slides along a signal. */
export function avgPool1d(x: Tensor, kernelSize: ComputedSize, options: AvgPool1dOptions = {}): Tensor {
  return avgPool(1, x, kernelSize as Size1d, options);
}

/** The mean under a window that slides over height and width. */
export function avgPool2d(x: Tensor, kernelSize: ComputedSize, options: AvgPool2dOptions = {}): Tensor {
  return avgPool(2, x, kernelSize as Size2d, options);
}

/** The mean under a window that slides over depth, height and width. */
export function avgPool3d(x: Tensor, kernelSize: ComputedSize, options: AvgPool3dOptions = {}): Tensor {
  return avgPool(3, x, kernelSize as Size3d, options);
}

function avgPool<S extends readonly number[]>(
  axes: number,
  x: Tensor,
  kernelSize: number | S,
  options: AvgPoolOptions<S>,
): Tensor {
  const op = `avg-pool${axes}d`;
  return apply(op, attributes(op, avgPoolAttributes(axes, kernelSize, optionsOf(op, options))), [x]);
}

/** Means over as many equal parts of the signal as the output has elements. */
export function adaptiveAvgPool1d(x: Tensor, outputSize: AdaptiveSize1d): Tensor {
  return adaptivePool("avg", 1, x, outputSize);
}

/** Means over as many equal parts of the image as the output has elements. */
export function adaptiveAvgPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return adaptivePool("avg", 2, x, outputSize);
}

/** Means over as many equal parts of the volume as the output has elements. */
export function adaptiveAvgPool3d(x: Tensor, outputSize: AdaptiveSize3d): Tensor {
  return adaptivePool("avg", 3, x, outputSize);
}

/** The largest numbers in as many equal parts of the signal as the output has elements. */
export function adaptiveMaxPool1d(x: Tensor, outputSize: AdaptiveSize1d): Tensor {
  return adaptivePool("max", 1, x, outputSize);
}

/** The largest numbers in as many equal parts of the image as the output has elements. */
export function adaptiveMaxPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  return adaptivePool("max", 2, x, outputSize);
}

/** The largest numbers in as many equal parts of the volume as the output has elements. */
export function adaptiveMaxPool3d(x: Tensor, outputSize: AdaptiveSize3d): Tensor {
  return adaptivePool("max", 3, x, outputSize);
}

function adaptivePool(kind: "avg" | "max", axes: number, x: Tensor, outputSize: AdaptiveSizes): Tensor {
  const op = `adaptive-${kind}-pool${axes}d`;
  return apply(op, attributes(op, adaptivePoolAttributes(axes, outputSize)), [x]);
}
