import { apply, attributes, type MeanOptions, type Tensor } from "./tensor.ts";

/** Joins tensors along the axis `dim`; all other sizes have to be equal. */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  return apply("cat", attributes("cat", { dim }), tensors);
}

/** The element-wise sum; shapes broadcast. */
export function add(left: Tensor, right: Tensor | number): Tensor {
  return left.add(right);
}

/** The element-wise difference; shapes broadcast. */
export function sub(left: Tensor, right: Tensor | number): Tensor {
  return left.sub(right);
}

/** The element-wise product; shapes broadcast. */
export function mul(left: Tensor, right: Tensor | number): Tensor {
  return left.mul(right);
}

/** The element-wise quotient; shapes broadcast. */
export function div(left: Tensor, right: Tensor | number): Tensor {
  return left.div(right);
}

/** Makes the axes from `startDim` to `endDim`, both included, one. */
export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  return x.flatten(startDim, endDim);
}

/** The mean over the given axes, or over all of them. */
export function mean(x: Tensor, dims?: number | readonly number[], options: MeanOptions = {}): Tensor {
  return x.mean(dims, options);
}
