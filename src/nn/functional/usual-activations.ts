import { optionsOf } from "../arguments.ts";
import type { GeluOptions } from "../tensor/pointwise-methods.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { type ActivationOptions, activation } from "./activation.ts";

/** max(x, 0) */
export function relu(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("relu", {}, x, options);
}

/** min(max(x, 0), 6) */
export function relu6(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("relu6", {}, x, options);
}

/** x where positive, negativeSlope · x elsewhere. */
export function leakyRelu(x: Tensor, negativeSlope = 0.01, options: ActivationOptions = {}): Tensor {
  return activation("leaky-relu", { negativeSlope }, x, options);
}

/** 1 / (1 + e^−x) */
export function sigmoid(x: Tensor): Tensor {
  return apply("sigmoid", {}, [x]);
}

/** (e^x − e^−x) / (e^x + e^−x) */
export function tanh(x: Tensor): Tensor {
  return apply("tanh", {}, [x]);
}

/** e^x / Σ e^x along the axis `dim`. */
export function softmax(x: Tensor, dim: number): Tensor {
  return apply("softmax", attributes("softmax", { dim }), [x]);
}

/** ln of the softmax: x − ln Σ e^x along the axis `dim`. */
export function logSoftmax(x: Tensor, dim: number): Tensor {
  return apply("log-softmax", attributes("log-softmax", { dim }), [x]);
}

/** x · sigmoid(x) */
export function silu(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("silu", {}, x, options);
}

/** x · Φ(x) with the normal distribution's Φ. */
export function gelu(x: Tensor, options: GeluOptions = {}): Tensor {
  const { approximate = "none" } = optionsOf("gelu", options);
  return apply("gelu", attributes("gelu", { approximate }), [x]);
}

/** x · hardsigmoid(x) */
export function hardswish(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("hardswish", {}, x, options);
}

/** min(max(x + 3, 0), 6) / 6 */
export function hardsigmoid(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("hardsigmoid", {}, x, options);
}

/** x · tanh(ln(1 + e^x)) */
export function mish(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("mish", {}, x, options);
}
