import { apply, asTensor, attributes, overwrite, type Tensor } from "../tensor.ts";
import { celu, elu, hardtanh, selu, threshold } from "./activations.ts";

/** Puts max(x, 0) in the place of x. */
export function relu_(x: Tensor): Tensor {
  return asTensor("relu", x).relu_();
}

/** Puts x where positive, negativeSlope · x elsewhere, in the place of x. */
export function leakyRelu_(x: Tensor, negativeSlope = 0.01): Tensor {
  const result = apply("leaky-relu", attributes("leaky-relu", { negativeSlope }), [x]);
  return overwrite("leaky-relu", x, result);
}

/** Puts `elu` in the place of x. */
export function elu_(x: Tensor, alpha = 1): Tensor {
  return overwrite("elu", x, elu(x, alpha));
}

/** Puts `selu` in the place of x. */
export function selu_(x: Tensor): Tensor {
  return overwrite("selu", x, selu(x));
}

/** Puts `celu` in the place of x. */
export function celu_(x: Tensor, alpha = 1): Tensor {
  return overwrite("celu", x, celu(x, alpha));
}

/** Puts `hardtanh` in the place of x. */
export function hardtanh_(x: Tensor, minVal = -1, maxVal = 1): Tensor {
  return overwrite("hardtanh", x, hardtanh(x, minVal, maxVal));
}

/** Puts `threshold` in the place of x. */
export function threshold_(x: Tensor, threshold_: number, value: number): Tensor {
  return overwrite("threshold", x, threshold(x, threshold_, value));
}
