import { optionsOf } from "../arguments.ts";
import { AffineLayer } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

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
export class GroupNorm extends AffineLayer {
  numGroups: number;
  readonly numChannels: number;
  eps: number;
  readonly affine: boolean;

  constructor(numGroups: number, numChannels: number, options: GroupNormOptions = {}) {
    super();
    const { eps = 1e-5, affine = true } = optionsOf("group-norm", options);
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.affine = affine;
    this.constructed("numChannels", "affine");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "group-norm",
      attrs: {
        numGroups: this.numGroups,
        numChannels: this.numChannels,
        epsilon: this.eps,
        affine: this.affine,
      },
    };
  }
}
