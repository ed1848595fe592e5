import { optionsOf } from "../arguments.ts";
import { asTensor, type Tensor } from "../tensor.ts";

export interface NormalizeOptions {
  /** The power of the norm; 2. */
  p?: number | undefined;
  /** The axis along which numbers are divided by their norm; 1. */
  dim?: number | readonly number[] | undefined;
  /** The least divisor; 1e-12. */
  eps?: number | undefined;
}

/** x / max(‖x‖ₚ, eps) along an axis. */
export function normalize(x: Tensor, options: NormalizeOptions = {}): Tensor {
  const { p = 2, dim = 1, eps = 1e-12 } = optionsOf("norm", options);
  const length = asTensor("norm", x).norm(p, dim, { keepdim: true });
  return x.div(length.clampMin(eps));
}

export interface CosineSimilarityOptions {
  /** The axis along which the tensors are vectors; 1. */
  dim?: number | undefined;
  /** The least length; 1e-8. */
  eps?: number | undefined;
}

/** The cosine of the angle between vectors along an axis: their product over the product of their lengths. */
export function cosineSimilarity(x: Tensor, other: Tensor, options: CosineSimilarityOptions = {}): Tensor {
  const { dim = 1, eps = 1e-8 } = optionsOf("norm", options);
  const product = asTensor("norm", x).mul(asTensor("norm", other));
  // The axis is one of the shape that both broadcast to.
  const [a, b] = [broadcastTo(product, x), broadcastTo(product, other)];
  const length = (vectors: Tensor): Tensor => vectors.norm(2, dim, { keepdim: true }).clampMin(eps);
  return a
    .div(length(a))
    .mul(b.div(length(b)))
    .sum(dim);
}

export interface PairwiseDistanceOptions {
  /** The power of the norm; 2. */
  p?: number | undefined;
  /** Added to each difference, so that no length is 0; 1e-6. */
  eps?: number | undefined;
  /** Whether the axis stays, with size 1; false. */
  keepdim?: boolean | undefined;
}

/** The length of the difference of two vectors along the last axis: ‖x − other + eps‖ₚ. */
export function pairwiseDistance(x: Tensor, other: Tensor, options: PairwiseDistanceOptions = {}): Tensor {
  const { p = 2, eps = 1e-6, keepdim = false } = optionsOf("norm", options);
  return asTensor("norm", x).sub(other).add(eps).norm(p, -1, { keepdim });
}

function broadcastTo(whole: Tensor, x: Tensor): Tensor {
  const isWhole = x.dim() === whole.dim() && x.shape.every((size, axis) => size === whole.size(axis));
  return isWhole ? x : x.expandAs(whole);
}
