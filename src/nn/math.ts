import type { ReduceOptions } from "./tensor/reduction-methods.ts";
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

/** x to the power of a number, or of another tensor's elements; shapes broadcast. */
export function pow(x: Tensor, exponent: Tensor | number): Tensor {
  return asTensor("pow", x).pow(exponent);
}

/** min(max(x, min), max); a limit of null is none. */
export function clamp(x: Tensor, min: number | null = null, max: number | null = null): Tensor {
  return asTensor("clamp", x).clamp(min, max);
}
