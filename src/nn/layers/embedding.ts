import { countOf } from "../arguments.ts";
import { randn } from "../creation.ts";
import { embedding } from "../functional/places.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import type { Tensor } from "../tensor.ts";

/**
 * A table of learned vectors: a tensor of indices, counted from 0, becomes their vectors along a new last axis. For learned queries
 * and tokens, use its `weight` itself.
 *
 * Parameters: `weight`, [numEmbeddings, embeddingDim].
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number) {
    super();
    this.numEmbeddings = countOf("Embedding", "numEmbeddings", numEmbeddings);
    this.embeddingDim = countOf("Embedding", "embeddingDim", embeddingDim);
    this.weight = new Parameter(randn(numEmbeddings, embeddingDim));
  }

  forward(x: Tensor): Tensor {
    return embedding(x, this.weight);
  }
}
