import type { Tensor } from "../tensor.ts";
import { activation } from "./activation.ts";

const inplace = { inplace: true };

/** Puts max(x, 0) in the place of x. */
export function relu_(x: Tensor): Tensor {
  return activation("relu", {}, x, inplace);
}

/** Puts x where positive, negativeSlope · x elsewhere, in the place of x. */
export function leakyRelu_(x: Tensor, negativeSlope = 0.01): Tensor {
  return activation("leaky-relu", { negativeSlope }, x, inplace);
}

/** Puts `elu` in the place of x. */
export function elu_(x: Tensor, alpha = 1): Tensor {
  return activation("elu", { alpha }, x, inplace);
}

/** Puts `selu` in the place of x. */
export function selu_(x: Tensor): Tensor {
  return activation("selu", {}, x, inplace);
}

/** Puts `celu` in the place of x. */
export function celu_(x: Tensor, alpha = 1): Tensor {
  return activation("celu", { alpha }, x, inplace);
}

/** Puts `hardtanh` in the place of x. */
export function hardtanh_(x: Tensor, minVal = -1, maxVal = 1): Tensor {
  return activation("hardtanh", { minVal, maxVal }, x, inplace);
}

/** Puts `threshold` in the place of x. */
export function threshold_(x: Tensor, threshold_: number, value: number): Tensor {
  return activation("threshold", { threshold: threshold_, value }, x, inplace);
}
