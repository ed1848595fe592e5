import { optionsOf } from "../arguments.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { NormByStatistics } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface InstanceNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** Whether γ and β are learned; false. */
  affine?: boolean | undefined;
  /** Whether images are normalised by running statistics instead of their own, as after training in PyTorch; false. */
  trackRunningStats?: boolean | undefined;
}

/** What `InstanceNorm1d`, `InstanceNorm2d` and `InstanceNorm3d` have in common. */
export abstract class InstanceNormLayer extends NormByStatistics {
  readonly numFeatures: number;
  eps: number;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, numFeatures: number, options: InstanceNormOptions) {
    super();
    const {
      eps = 1e-5,
      affine = false,
      trackRunningStats = false,
    } = optionsOf(`instance-norm${axes}d`, options);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.affine = affine;
    this.trackRunningStats = trackRunningStats;
    this.#axes = axes;
    this.constructed("numFeatures", "affine", "trackRunningStats");
  }

  override forward(x: Tensor): Tensor {
    const image = asTensor(`instance-norm${this.#axes}d`, x);
    const isAlone = this.trackRunningStats && image.dim() === this.#axes + 1;
    return isAlone ? super.forward(image.unsqueeze(0)).squeeze(0) : super.forward(image);
  }

  /** @internal */
  override asOp(): OpCall {
    const { numFeatures, eps: epsilon, affine } = this;
    // With statistics that do not depend on the image, it is a batch norm.
    if (this.trackRunningStats)
      return { op: `batch-norm${this.#axes}d`, attrs: { numFeatures, epsilon, momentum: 0.1, affine } };
    return { op: `instance-norm${this.#axes}d`, attrs: { numFeatures, epsilon, affine } };
  }
}
