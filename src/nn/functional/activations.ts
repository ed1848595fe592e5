import { middleSlope } from "../layers/rrelu.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { type ActivationOptions, activation } from "./activation.ts";

/** x above 0, α · (e^x − 1) elsewhere. */
export function elu(x: Tensor, alpha = 1, options: ActivationOptions = {}): Tensor {
  return activation("elu", { alpha }, x, options);
}

/** An ELU with scales that keep mean 0 and variance 1 from layer to layer. */
export function selu(x: Tensor, options: ActivationOptions = {}): Tensor {
  return activation("selu", {}, x, options);
}

/** x above 0, α · (e^(x / α) − 1) elsewhere. */
export function celu(x: Tensor, alpha = 1, options: ActivationOptions = {}): Tensor {
  return activation("celu", { alpha }, x, options);
}

/** ln(1 + e^(β · x)) / β, and x itself where β · x is above the threshold. */
export function softplus(x: Tensor, beta = 1, threshold = 20): Tensor {
  return apply("softplus", attributes("softplus", { beta, threshold }), [x]);
}

/** x / (1 + |x|) */
export function softsign(x: Tensor): Tensor {
  return apply("softsign", {}, [x]);
}

/** ln(1 / (1 + e^−x)) */
export function logsigmoid(x: Tensor): Tensor {
  return apply("logsigmoid", {}, [x]);
}

/** x between the limits, the nearer limit elsewhere. */
export function hardtanh(x: Tensor, minVal = -1, maxVal = 1, options: ActivationOptions = {}): Tensor {
  return activation("hardtanh", { minVal, maxVal }, x, options);
}

/** x above the threshold, the value elsewhere. */
export function threshold(
  x: Tensor,
  threshold: number,
  value: number,
  options: ActivationOptions = {},
): Tensor {
  return activation("threshold", { threshold, value }, x, options);
}

/** x, but 0 from −λ to λ. */
export function hardshrink(x: Tensor, lambda = 0.5): Tensor {
  return apply("hardshrink", attributes("hardshrink", { lambda }), [x]);
}

/** x nearer to 0 by λ, and 0 from −λ to λ. */
export function softshrink(x: Tensor, lambda = 0.5): Tensor {
  return apply("softshrink", attributes("softshrink", { lambda }), [x]);
}

/** x − tanh x */
export function tanhshrink(x: Tensor): Tensor {
  return apply("tanhshrink", {}, [x]);
}

/** x where positive, elsewhere x times the middle of `lower` and `upper`, between which training draws it. */
export function rrelu(x: Tensor, lower = 1 / 8, upper = 1 / 3, options: ActivationOptions = {}): Tensor {
  return activation("leaky-relu", { negativeSlope: middleSlope(lower, upper) }, x, options);
}
