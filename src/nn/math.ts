import type { ReduceOptions, VarianceOptions } from "./tensor/reduction-methods.ts";
import { apply, asTensor, operand, type Tensor } from "./tensor.ts";

/* PyTorch's functions of the same names as tensors' methods, and those that have no tensor of their own. */

/** The larger of two, element by element; shapes broadcast. */
export function maximum(left: Tensor | number, right: Tensor | number): Tensor {
  return apply("maximum", {}, [operand(left), operand(right)]);
}

/** The smaller of two, element by element; shapes broadcast. */
export function minimum(left: Tensor | number, right: Tensor | number): Tensor {
  return apply("minimum", {}, [operand(left), operand(right)]);
}

/** `yes` where the condition is not 0, `no` elsewhere; shapes broadcast. */
export function where(condition: Tensor, yes: Tensor | number, no: Tensor | number): Tensor {
  return apply("where", {}, [condition, operand(yes), operand(no)]);
}

/** The sum over the given axes, or over all of them. */
export function sum(x: Tensor, dims?: number | readonly number[], options: ReduceOptions = {}): Tensor {
  return asTensor("sum", x).sum(dims, options);
}

/** e^x */
export function exp(x: Tensor): Tensor {
  return asTensor("exp", x).exp();
}

/** ln x */
export function log(x: Tensor): Tensor {
  return asTensor("log", x).log();
}

/** √x */
export function sqrt(x: Tensor): Tensor {
  return asTensor("sqrt", x).sqrt();
}

/** |x| */
export function abs(x: Tensor): Tensor {
  return asTensor("abs", x).abs();
}

/** x to the power of a number, or of another tensor's elements; x may be a number, too. Shapes broadcast. */
export function pow(x: Tensor | number, exponent: Tensor | number): Tensor {
  return typeof x === "number"
    ? apply("power", {}, [operand(x), exponent as Tensor])
    : asTensor("pow", x).pow(exponent);
}

/** min(max(x, min), max); a limit of null is none. */
export function clamp(x: Tensor, min: number | null = null, max: number | null = null): Tensor {
  return asTensor("clamp", x).clamp(min, max);
}

/** The standard deviation and the mean over the given axes, or over all of them. */
export function stdMean(
  x: Tensor,
  dims?: number | readonly number[],
  options: VarianceOptions = {},
): [std: Tensor, mean: Tensor] {
  return [asTensor("std", x).std(dims, options), x.mean(dims, { keepdim: options.keepdim })];
}

/** The variance and the mean over the given axes, or over all of them. */
export function varMean(
  x: Tensor,
  dims?: number | readonly number[],
  options: VarianceOptions = {},
): [variance: Tensor, mean: Tensor] {
  return [asTensor("var", x).var(dims, options), x.mean(dims, { keepdim: options.keepdim })];
}
