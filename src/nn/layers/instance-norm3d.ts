import { InstanceNormLayer, type InstanceNormOptions } from "./instance-norm.ts";

export interface InstanceNorm3dOptions extends InstanceNormOptions {}

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016): each channel of each volume is shifted and scaled by its own
 * mean and variance. [N, C, D, H, W] or [C, D, H, W] → the same.
 *
 * Parameters, where `affine`: `weight` (γ) and `bias` (β), [numFeatures]. Buffers, where
 * `trackRunningStats`: `running_mean` and `running_var`, [numFeatures].
 */
export class InstanceNorm3d extends InstanceNormLayer {
  constructor(numFeatures: number, options: InstanceNorm3dOptions = {}) {
    super(3, numFeatures, options);
  }
}
