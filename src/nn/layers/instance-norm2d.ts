import { optionsOf } from "../arguments.ts";
import { AffineLayer } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface InstanceNorm2dOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** Whether γ and β are learned; false. */
  affine?: boolean | undefined;
}

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016): each channel of each image is shifted and scaled by its own
 * mean and variance; there are no running statistics. [N, C, H, W] or [C, H, W] → the same.
 *
 * Parameters, where `affine`: `weight` (γ) and `bias` (β), [numFeatures].
 */
export class InstanceNorm2d extends AffineLayer {
  readonly numFeatures: number;
  eps: number;
  readonly affine: boolean;

  constructor(numFeatures: number, options: InstanceNorm2dOptions = {}) {
    super();
    const { eps = 1e-5, affine = false } = optionsOf("instance-norm2d", options);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.affine = affine;
    this.constructed("numFeatures", "affine");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "instance-norm2d",
      attrs: { numFeatures: this.numFeatures, epsilon: this.eps, affine: this.affine },
    };
  }
}
