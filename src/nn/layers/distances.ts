import {
  type CosineSimilarityOptions,
  cosineSimilarity,
  type PairwiseDistanceOptions,
  pairwiseDistance,
} from "../functional/similarity.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** The cosine of the angle between vectors of two tensors along an axis, as `F.cosineSimilarity`. */
export class CosineSimilarity extends Module {
  readonly options: CosineSimilarityOptions;

  constructor(options: CosineSimilarityOptions = {}) {
    super();
    this.options = options;
  }

  forward(x: Tensor, other: Tensor): Tensor {
    return cosineSimilarity(x, other, this.options);
  }
}

/** The length of the difference of vectors of two tensors along the last axis, as `F.pairwiseDistance`. */
export class PairwiseDistance extends Module {
  readonly options: PairwiseDistanceOptions;

  constructor(options: PairwiseDistanceOptions = {}) {
    super();
    this.options = options;
  }

  forward(x: Tensor, other: Tensor): Tensor {
    return pairwiseDistance(x, other, this.options);
  }
}
