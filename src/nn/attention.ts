import { optionsOf } from "./arguments.ts";
import { ones } from "./creation.ts";
import { where } from "./math.ts";
import { asTensor, type Tensor } from "./tensor.ts";

/** x · Wᵀ + b over the last axis; `weight` is [out, in], or [in] for one number out, `bias` [out]. */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  const axes = asTensor("linear", weight).dim();
  if (axes > 2)
    throw new RangeError(`F.linear takes a weight of [out, in] or [in], but this one has ${axes} axes.`);
  const isRow = axes === 1;
  if (isRow && bias !== null && bias.dim() > 0)
    throw new RangeError("F.linear with a weight of one axis adds a single number; give the weight [1, in].");
  const product = asTensor("linear", x).matmul(isRow ? weight : weight.transpose(0, 1));
  return bias === null ? product : within(product, product.add(bias), "bias");
}

export interface AttentionOptions {
  /** Added to the scores before the softmax; −∞ hides a key from a query. */
  attnMask?: Tensor | null | undefined;
  /** The share of attention weights that training drops. Nothing is dropped here: models run as in `eval()`. */
  dropoutP?: number | undefined;
  /** Whether each query sees only the keys up to its own place. Cannot be given together with a mask. */
  isCausal?: boolean | undefined;
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
  const { attnMask = null, dropoutP: _dropoutP, isCausal = false, scale } = optionsOf("matmul", options);
  if (isCausal && attnMask !== null)
    throw new RangeError("scaledDotProductAttention takes attnMask or isCausal, not both.");
  const mask = isCausal ? causalMask(query.size(-2), key.size(-2)) : attnMask;
  return attend(query, key, value, scale, mask).matmul(value);
}

/** A mask that hides the keys behind each query's own place. */
function causalMask(queries: number, keys: number): Tensor {
  return where(ones(queries, keys).tril(), 0, Number.NEGATIVE_INFINITY);
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
  return (mask === null ? scores : within(scores, scores.add(mask), "mask")).softmax(-1);
}

/** The sum, which must not be larger than what was added to: a bias or a mask broadcasts, and nothing else does. */
function within(whole: Tensor, sum: Tensor, added: string): Tensor {
  const isLarger = sum.dim() > whole.dim() || sum.shape.some((size, axis) => size > whole.size(axis));
  if (isLarger) throw new RangeError(`This ${added} is larger than the ${whole} that it is added to.`);
  return sum;
}
