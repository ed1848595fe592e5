import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

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
export class InstanceNorm2d extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly affine: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(numFeatures: number, { eps = 1e-5, affine = false }: InstanceNorm2dOptions = {}) {
    super();
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.affine = affine;
    this.attrs = attributes("instance-norm2d", { numFeatures, epsilon: eps, affine });
  }

  forward(x: Tensor): Tensor {
    return apply("instance-norm2d", this.attrs, [x], this);
  }
}
