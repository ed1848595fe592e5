import { countOf, optionsOf } from "../arguments.ts";
import { attend, linear } from "../attention.ts";
import { rand, zeros } from "../creation.ts";
import { tensorsOf } from "../given-tensors.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import { attributes, type Tensor } from "../tensor.ts";
import { Linear } from "./linear.ts";

export interface MultiheadAttentionOptions {
  /** Whether the projections have biases; true if left out. */
  bias?: boolean | undefined;
  /** Whether tensors are [N, length, features]; if left out they are [length, N, features], as in PyTorch. */
  batchFirst?: boolean | undefined;
  /** Does nothing at inference. */
  dropout?: number | undefined;
}

export interface AttentionCallOptions {
  /** Added to the scores before the softmax; −∞ hides a key from a query. [queries, keys], or one for each head of each image. */
  attnMask?: Tensor | null | undefined;
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
  /** The projections of queries, keys and values, one below the other. */
  in_proj_weight: Parameter;
  in_proj_bias: Parameter | null;
  out_proj: Linear;

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions = {}) {
    super();
    const { bias = true, batchFirst = false, dropout = 0 } = optionsOf("MultiheadAttention", options);
    countOf("MultiheadAttention", "embedDim", embedDim);
    countOf("MultiheadAttention", "numHeads", numHeads);
    if (embedDim % numHeads !== 0)
      throw new RangeError(
        `MultiheadAttention: ${embedDim} features cannot be shared among ${numHeads} heads.`,
      );
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.batchFirst = batchFirst;
    this.dropout = attributes("dropout", { p: dropout }, this).p;
    // Xavier's start (Glorot and Bengio 2010): uniform in ±√(6 / (fan in + fan out)).
    const bound = Math.sqrt(6 / (4 * embedDim));
    this.in_proj_weight = new Parameter(
      rand(3 * embedDim, embedDim)
        .mul(2 * bound)
        .sub(bound),
    );
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
      attnMask = null,
      averageAttnWeights = true,
      needWeights: _ = true,
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
    const shares = attend(q, k, v, undefined, this.maskOver(attnMask));
    const merged = shares.matmul(v).transpose(1, 2).flatten(2);
    const output = this.out_proj(merged);
    const weights = averageAttnWeights ? shares.mean(1) : shares;
    return [this.batchFirst ? output : output.transpose(0, 1), weights];
  }

  /** Splits a mask of [N · heads, queries, keys] into one for each head of each image. */
  private maskOver(mask: Tensor | null): Tensor | null {
    return mask?.dim() === 3 ? mask.unflatten(0, [-1, this.numHeads]) : mask;
  }

  private withoutBatch(
    inputs: readonly Tensor[],
    options: AttentionCallOptions,
  ): [output: Tensor, weights: Tensor] {
    const axis = this.batchFirst ? 0 : 1;
    const [q, k, v] = inputs.map((x) => x.unsqueeze(axis)) as [Tensor, Tensor, Tensor];
    const [output, weights] = this.forward(q, k, v, options);
    return [output.squeeze(axis), weights.squeeze(0)];
  }

  /** One product where all three are the same tensor, as in self-attention. */
  private projected(query: Tensor, key: Tensor, value: Tensor): Tensor[] {
    if (query === key && key === value)
      return linear(query, this.in_proj_weight, this.in_proj_bias).chunk(3, -1);
    const weights = this.in_proj_weight.chunk(3, 0);
    const biases = this.in_proj_bias?.chunk(3, 0);
    return [query, key, value].map((x, index) => linear(x, weights[index] as Tensor, biases?.[index]));
  }

  /** [N, length, features] as [N, heads, length, features of a head]. */
  private inHeads(x: Tensor): Tensor {
    const rows = this.batchFirst ? x : x.transpose(0, 1);
    return rows.unflatten(-1, [this.numHeads, -1]).transpose(1, 2);
  }
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
