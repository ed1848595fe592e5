import { optionsOf } from "../arguments.ts";
import { AffineLayer } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

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
export class BatchNorm2d extends AffineLayer {
  readonly numFeatures: number;
  eps: number;
  momentum: number | null;
  readonly affine: boolean;

  constructor(numFeatures: number, options: BatchNorm2dOptions = {}) {
    super();
    const { eps = 1e-5, momentum = 0.1, affine = true } = optionsOf("batch-norm2d", options);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.constructed("numFeatures", "affine");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "batch-norm2d",
      attrs: {
        numFeatures: this.numFeatures,
        epsilon: this.eps,
        momentum: this.momentum,
        affine: this.affine,
      },
    };
  }
}
