import { type DivOptions, toWhole } from "./tensor/division.ts";
import type { ReduceOptions } from "./tensor/reduction-methods.ts";
import { apply, asTensor, attributes, operand, type Tensor, tensorsIn } from "./tensor.ts";

/** Joins tensors along the axis `dim`; all other sizes have to be equal. */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  const inputs = tensorsIn("cat", tensors);
  return apply("cat", attributes("cat", { dim }), inputs);
}

/** Joins tensors of one shape along a new axis, which stands at `dim`. */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  return cat(
    [...tensorsIn("stack", tensors)].map((tensor) => asTensor("stack", tensor).unsqueeze(dim)),
    dim,
  );
}

/** The element-wise sum; shapes broadcast. */
export function add(left: Tensor | number, right: Tensor | number): Tensor {
  return apply("add", {}, [operand(left), operand(right)]);
}

/** The element-wise difference; shapes broadcast. */
export function sub(left: Tensor | number, right: Tensor | number): Tensor {
  return apply("sub", {}, [operand(left), operand(right)]);
}

/** The element-wise product; shapes broadcast. */
export function mul(left: Tensor | number, right: Tensor | number): Tensor {
  return apply("mul", {}, [operand(left), operand(right)]);
}

/** The element-wise quotient, which `roundingMode` makes whole; shapes broadcast. */
export function div(left: Tensor | number, right: Tensor | number, options: DivOptions = {}): Tensor {
  return toWhole(apply("div", {}, [operand(left), operand(right)]), options);
}

/** Makes the axes from `startDim` to `endDim`, both included, one. */
export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  return asTensor("flatten", x).flatten(startDim, endDim);
}

/** The axes `dims` backwards. */
export function flip(x: Tensor, dims: number | readonly number[]): Tensor {
  return asTensor("flip", x).flip(dims);
}

/** Everything moves on by `shifts` places along the axes `dims`, or all numbers in a row; what leaves comes in again. */
export function roll(
  x: Tensor,
  shifts: number | readonly number[],
  dims?: number | readonly number[],
): Tensor {
  return asTensor("roll", x).roll(shifts, dims);
}

/** The mean over the given axes, or over all of them. */
export function mean(x: Tensor, dims?: number | readonly number[], options: ReduceOptions = {}): Tensor {
  return asTensor("mean", x).mean(dims, options);
}

/** The running sum along the axis `dim`. */
export function cumsum(x: Tensor, dim: number): Tensor {
  return asTensor("cumsum", x).cumsum(dim);
}

/**
 * Takes, along the axis `dim`, the numbers at the indices in `index`, whose shape the result has. An index out
 * of range gives NaN, where PyTorch raises an error.
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  return asTensor("gather", x).gather(dim, index);
}

/** The product of matrices, the last two axes of both; the axes before them broadcast. */
export function matmul(left: Tensor, right: Tensor): Tensor {
  return asTensor("matmul", left).matmul(right);
}

/** The products of two batches of matrices. */
export function bmm(left: Tensor, right: Tensor): Tensor {
  return asTensor("matmul", left).bmm(right);
}
