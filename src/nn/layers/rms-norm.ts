import { optionsOf } from "../arguments.ts";
import { ones } from "../creation.ts";
import { rmsNorm } from "../functional/rms-norm.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import type { Tensor } from "../tensor.ts";

export interface RMSNormOptions {
  /** Added to the mean square, so that nothing is divided by 0; the least step from 1 in single precision. */
  eps?: number | undefined;
  /** Whether γ is learned; true. */
  elementwiseAffine?: boolean | undefined;
}

/**
 * x / √(mean x² + eps) over the last axes, then times a learned γ (Zhang & Sennrich 2019).
 *
 * Parameters: `weight` (γ), of the shape of the last axes.
 */
export class RMSNorm extends Module {
  readonly normalizedShape: readonly number[];
  eps: number;
  weight: Parameter | null;

  constructor(normalizedShape: number | readonly number[], options: RMSNormOptions = {}) {
    super();
    const { eps = 2 ** -23, elementwiseAffine = true } = optionsOf("layer-norm", options);
    this.normalizedShape = [normalizedShape].flat();
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null;
  }

  forward(x: Tensor): Tensor {
    const { normalizedShape, weight, eps } = this;
    return rmsNorm(x, normalizedShape, { weight, eps });
  }
}
