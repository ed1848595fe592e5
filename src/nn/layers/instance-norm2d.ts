import { InstanceNormLayer, type InstanceNormOptions } from "./instance-norm.ts";

export interface InstanceNorm2dOptions extends InstanceNormOptions {}

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016): each channel of each image is shifted and scaled by its own
 * mean and variance. [N, C, H, W] or [C, H, W] → the same.
 *
 * Parameters, where `affine`: `weight` (γ) and `bias` (β), [numFeatures]. Buffers, where
 * `trackRunningStats`: `running_mean` and `running_var`, [numFeatures].
 */
export class InstanceNorm2d extends InstanceNormLayer {
  constructor(numFeatures: number, options: InstanceNorm2dOptions = {}) {
    super(2, numFeatures, options);
  }
}
