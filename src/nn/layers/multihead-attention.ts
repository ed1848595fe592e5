import { countOf, optionsOf } from "../arguments.ts";
import { attend, linear } from "../attention.ts";
import { rand, zeros } from "../creation.ts";
import { tensorsOf } from "../given-tensors.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import { attributes, type Tensor } from "../tensor.ts";
import { Linear } from "./linear.ts";

export interface MultiheadAttentionOptions {
  /** Does nothing at inference. */
  dropout?: number | undefined;
  /** Whether the projections have biases; true if left out. */
  bias?: boolean | undefined;
  /** The features of keys, and of values; `embedDim` if left out. */
  kdim?: number | null | undefined;
  vdim?: number | null | undefined;
  /** Whether tensors are [N, length, features]; if left out they are [length, N, features], as in PyTorch. */
  batchFirst?: boolean | undefined;
}

export interface AttentionCallOptions {
  /** Added to the scores before the softmax; −∞ hides a key from a query. [queries, keys], or one for each head of each image. */
  attnMask?: Tensor | null | undefined;
  /** Added to the scores of each image's keys, for all queries alike; −∞ hides a key. [N, keys], or [keys] without a batch. */
  keyPaddingMask?: Tensor | null | undefined;
  /** Whether the second result is the mean of all heads; true. */
  averageAttnWeights?: boolean | undefined;
  /** PyTorch's option, accepted so that code carries over: weights that nothing uses are not calculated. */
  needWeights?: boolean | undefined;
}

/**
 * Attention with several heads (Vaswani et al. 2017): each has its own `embedDim / numHeads` features of queries, keys and
 * values. Called on queries, keys and values it gives what the queries take, and how much of each key, the mean of all heads.
 */
export class MultiheadAttention extends Module {
  readonly embedDim: number;
  readonly numHeads: number;
  readonly batchFirst: boolean;
  readonly dropout: number;
  /** The projections of queries, keys and values, one below the other; null where these have features of their own. */
  in_proj_weight: Parameter | null = null;
  q_proj_weight: Parameter | null = null;
  k_proj_weight: Parameter | null = null;
  v_proj_weight: Parameter | null = null;
  in_proj_bias: Parameter | null;
  out_proj: Linear;

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    super();
    const {
      dropout = 0,
      bias = true,
      kdim = null,
      vdim = null,
      batchFirst = false,
    } = optionsOf("MultiheadAttention", options);
    const [keyDim, valueDim] = [kdim ?? embedDim, vdim ?? embedDim];
    for (const [name, count] of Object.entries({ embedDim, numHeads, kdim: keyDim, vdim: valueDim }))
      countOf("MultiheadAttention", name, count);
    if (embedDim % numHeads !== 0)
      throw new RangeError(
        `MultiheadAttention: ${embedDim} features cannot be shared among ${numHeads} heads.`,
      );
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.batchFirst = batchFirst;
    this.dropout = attributes("dropout", { p: dropout }, this).p;
    if (keyDim === embedDim && valueDim === embedDim) {
      this.in_proj_weight = projection(3 * embedDim, embedDim);
    } else {
      this.q_proj_weight = projection(embedDim, embedDim);
      this.k_proj_weight = projection(embedDim, keyDim);
      this.v_proj_weight = projection(embedDim, valueDim);
    }
    this.in_proj_bias = bias ? new Parameter(zeros(3 * embedDim)) : null;
    this.out_proj = new Linear(embedDim, embedDim, { bias });
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionCallOptions = {},
  ): [output: Tensor, weights: Tensor] {
    const {
      keyPaddingMask = null,
      needWeights: _ = true,
      attnMask = null,
      averageAttnWeights = true,
    } = optionsOf("MultiheadAttention", options);
    tensorsOf("MultiheadAttention", { query, key, value });
    if (query.dim() === 2 && key.dim() === 2 && value.dim() === 2)
      return this.withoutBatch([query, key, value], options);
    assertTogether(query, key, value, this.batchFirst ? 0 : 1);
    const [q, k, v] = this.projected(query, key, value).map((x) => this.inHeads(x)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const shares = attend(q, k, v, undefined, this.maskOver(attnMask, keyPaddingMask));
    const merged = shares.matmul(v).transpose(1, 2).flatten(2);
    const output = this.out_proj(merged);
    const weights = averageAttnWeights ? shares.mean(1) : shares;
    return [this.batchFirst ? output : output.transpose(0, 1), weights];
  }

  /** Both masks as one for each head of each image; a mask of [N · heads, queries, keys] is split into them. */
  private maskOver(mask: Tensor | null, padding: Tensor | null): Tensor | null {
    const scores = mask?.dim() === 3 ? mask.unflatten(0, [-1, this.numHeads]) : mask;
    if (padding === null) return scores;
    const keys = padding.unsqueeze(1).unsqueeze(1);
    return scores === null ? keys : scores.add(keys);
  }

  private withoutBatch(
    inputs: readonly Tensor[],
    options: AttentionCallOptions,
  ): [output: Tensor, weights: Tensor] {
    const axis = this.batchFirst ? 0 : 1;
    const [q, k, v] = inputs.map((x) => x.unsqueeze(axis)) as [Tensor, Tensor, Tensor];
    const { keyPaddingMask } = options;
    const padded = { ...options, keyPaddingMask: keyPaddingMask?.unsqueeze(0) };
    const [output, weights] = this.forward(q, k, v, padded);
    return [output.squeeze(axis), weights.squeeze(0)];
  }

  /** One product where all three are the same tensor, as in self-attention. */
  private projected(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    const whole = this.in_proj_weight;
    if (whole !== null && query === key && key === value)
      return linear(query, whole, this.in_proj_bias).chunk(3, -1);
    const weights = whole?.chunk(3, 0) ?? [this.q_proj_weight, this.k_proj_weight, this.v_proj_weight];
    const biases = this.in_proj_bias?.chunk(3, 0);
    return [query, key, value].map((x, index) => linear(x, weights[index] as Tensor, biases?.[index]));
  }

  /** [N, length, features] as [N, heads, length, features of a head]. */
  private inHeads(x: Tensor): Tensor {
    const rows = this.batchFirst ? x : x.transpose(0, 1);
    return rows.unflatten(-1, [this.numHeads, -1]).transpose(1, 2);
  }
}

/** Xavier's start (Glorot and Bengio 2010): uniform in ±√(6 / (fan in + fan out)). */
function projection(to: number, from: number): Parameter {
  const bound = Math.sqrt(6 / (from + to));
  return new Parameter(
    rand(to, from)
      .mul(2 * bound)
      .sub(bound),
  );
}

/** One would broadcast. Sizes that are only named differ from nothing. */
function assertTogether(query: Tensor, key: Tensor, value: Tensor, batchAxis: number): void {
  const differ = (one: Tensor, other: Tensor, axis: number): boolean =>
    one.size(axis) < other.size(axis) || one.size(axis) > other.size(axis);
  if (differ(key, value, 0) || differ(key, value, 1))
    throw new RangeError(
      `MultiheadAttention: a key of ${key} and a value of ${value} differ in length or batch.`,
    );
  if (differ(query, key, batchAxis))
    throw new RangeError(
      `MultiheadAttention: a query of ${query} and a key of ${key} differ in their batch.`,
    );
}
