import { optionsOf } from "../arguments.ts";
import { NormByStatistics } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface BatchNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** How fast the running statistics follow in training; null averages over all batches. 0.1. */
  momentum?: number | null | undefined;
  /** Whether γ and β are learned; true. */
  affine?: boolean | undefined;
}

/** What `BatchNorm1d`, `BatchNorm2d` and `BatchNorm3d` have in common. */
export abstract class BatchNormLayer extends NormByStatistics {
  readonly numFeatures: number;
  eps: number;
  momentum: number | null;
  readonly affine: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, numFeatures: number, options: BatchNormOptions) {
    super();
    const { eps = 1e-5, momentum = 0.1, affine = true } = optionsOf(`batch-norm${axes}d`, options);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.#axes = axes;
    this.constructed("numFeatures", "affine");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: `batch-norm${this.#axes}d`,
      attrs: {
        numFeatures: this.numFeatures,
        epsilon: this.eps,
        momentum: this.momentum,
        affine: this.affine,
      },
    };
  }
}
