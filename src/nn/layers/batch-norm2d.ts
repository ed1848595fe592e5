import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface BatchNorm2dOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** How fast the running statistics follow in training; null averages over all batches. 0.1. */
  momentum?: number | null | undefined;
  /** Whether γ and β are learned; true. */
  affine?: boolean | undefined;
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015) as after training: each channel is shifted and scaled by its
 * running mean and variance, then by a learned γ and β. Shapes stay.
 *
 * Parameters: `weight` (γ) and `bias` (β), [numFeatures]. Buffers: `running_mean` and `running_var`,
 * [numFeatures].
 */
export class BatchNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  readonly affine: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(numFeatures: number, options: BatchNorm2dOptions = {}) {
    super();
    const { eps = 1e-5, momentum = 0.1, affine = true } = options;
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.attrs = attributes("batch-norm2d", { numFeatures, epsilon: eps, momentum, affine });
  }

  forward(x: Tensor): Tensor {
    return apply("batch-norm2d", this.attrs, [x], this);
  }
}
