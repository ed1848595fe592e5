import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface GroupNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** Whether γ and β are learned; true. */
  affine?: boolean | undefined;
}

/**
 * Group normalisation (Wu & He 2018): the channels of each sample are cut into `numGroups` equal groups, and each is
 * shifted and scaled by its own mean and variance, then each channel by a learned γ and β. [N, C, …] → the same. One
 * group takes the sample as a whole, as many as channels each channel by itself.
 *
 * Parameters: `weight` (γ) and `bias` (β), [numChannels].
 */
export class GroupNorm extends Module {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  readonly affine: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(numGroups: number, numChannels: number, { eps = 1e-5, affine = true }: GroupNormOptions = {}) {
    super();
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.affine = affine;
    this.attrs = attributes("group-norm", { numGroups, numChannels, epsilon: eps, affine });
  }

  forward(x: Tensor): Tensor {
    return apply("group-norm", this.attrs, [x], this);
  }
}
