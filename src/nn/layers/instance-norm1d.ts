import { InstanceNormLayer, type InstanceNormOptions } from "./instance-norm.ts";

export interface InstanceNorm1dOptions extends InstanceNormOptions {}

/**
 * Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016): each channel of each signal is shifted and scaled by its own
 * mean and variance. [N, C, L] or [C, L] → the same.
 *
 * Parameters, where `affine`: `weight` (γ) and `bias` (β), [numFeatures]. Buffers, where
 * `trackRunningStats`: `running_mean` and `running_var`, [numFeatures].
 */
export class InstanceNorm1d extends InstanceNormLayer {
  constructor(numFeatures: number, options: InstanceNorm1dOptions = {}) {
    super(1, numFeatures, options);
  }
}
