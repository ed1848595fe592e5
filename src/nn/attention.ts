import { optionsOf } from "./arguments.ts";
import { asTensor, type Tensor } from "./tensor.ts";

/** x · Wᵀ + b over the last axis; `weight` is [out, in], `bias` [out]. */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  const product = asTensor("linear", x).matmul(asTensor("linear", weight).transpose(0, 1));
  return bias === null ? product : product.add(bias);
}

export interface AttentionOptions {
  /** Added to the scores before the softmax; −∞ hides a key from a query. */
  attnMask?: Tensor | null | undefined;
  /** What scores are multiplied by; 1/√d where left out. */
  scale?: number | undefined;
}

/**
 * softmax(q · kᵀ / √d) · v, "Attention Is All You Need" (Vaswani et al. 2017): q is […, queries, d], k […, keys, d] and v
 * […, keys, values].
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: AttentionOptions = {},
): Tensor {
  const { attnMask = null, scale } = optionsOf("scaledDotProductAttention", options);
  return attend(query, key, value, scale, attnMask).matmul(value);
}

/** How much of each value every query takes: […, queries, keys], each row sums to 1. */
export function attend(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  scale: number | undefined,
  mask: Tensor | null,
): Tensor {
  asTensor("matmul", value);
  // The queries are the smaller side to scale.
  const scaled = asTensor("matmul", query).mul(scale ?? 1 / Math.sqrt(query.size(-1)));
  const scores = scaled.matmul(asTensor("matmul", key).transpose(-2, -1));
  return (mask === null ? scores : scores.add(mask)).softmax(-1);
}
