import { optionsOf } from "../arguments.ts";
import {
  type ComputedSize,
  type Single,
  type Size1d,
  type Size2d,
  type Size3d,
  sizes,
  type Triple,
} from "../layers/sizes.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { avgPool1d, avgPool2d, avgPool3d } from "./pooling.ts";

export interface LPPoolOptions<S> {
  /** How far the window moves; the kernel's size. */
  stride?: number | S | null | undefined;
  /** Whether a last window that reaches beyond the end counts; false. */
  ceilMode?: boolean | undefined;
}

/** The p-norm of the numbers under a window that slides along a signal, with p = `normType`. */
export function lpPool1d(
  x: Tensor,
  normType: number,
  kernelSize: Size1d,
  options: LPPoolOptions<Single> = {},
): Tensor {
  const { stride = null, ceilMode = false } = optionsOf("avg-pool1d", options);
  const means = avgPool1d(asTensor("pow", x).pow(normType), kernelSize, {
    stride: stride ?? undefined,
    ceilMode,
  });
  return rootOfSums(means, sizes(1, kernelSize), normType);
}

/** The p-norm of the numbers under a window that slides over height and width, with p = `normType`. */
export function lpPool2d(
  x: Tensor,
  normType: number,
  kernelSize: ComputedSize,
  options: LPPoolOptions<readonly [height: number, width: number]> = {},
): Tensor {
  const { stride = null, ceilMode = false } = optionsOf("avg-pool2d", options);
  const means = avgPool2d(asTensor("pow", x).pow(normType), kernelSize, {
    stride: stride ?? undefined,
    ceilMode,
  });
  return rootOfSums(means, sizes(2, kernelSize as Size2d), normType);
}

/** The p-norm of the numbers under a window that slides over depth, height and width, with p = `normType`. */
export function lpPool3d(
  x: Tensor,
  normType: number,
  kernelSize: Size3d,
  options: LPPoolOptions<Triple> = {},
): Tensor {
  const { stride = null, ceilMode = false } = optionsOf("avg-pool3d", options);
  const means = avgPool3d(asTensor("pow", x).pow(normType), kernelSize, {
    stride: stride ?? undefined,
    ceilMode,
  });
  return rootOfSums(means, sizes(3, kernelSize), normType);
}

/** As in PyTorch, the root of a sum below 0 is NaN. */
function rootOfSums(means: Tensor, kernel: readonly number[], normType: number): Tensor {
  const count = kernel.reduce((product, size) => product * size, 1);
  return means.mul(count).pow(1 / normType);
}
