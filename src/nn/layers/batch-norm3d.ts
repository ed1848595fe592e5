import { BatchNormLayer, type BatchNormOptions } from "./batch-norm.ts";

export interface BatchNorm3dOptions extends BatchNormOptions {}

/**
 * Batch normalisation (Ioffe & Szegedy 2015) as after training: each channel is shifted and scaled by its
 * running mean and variance, then by a learned γ and β. [N, C, D, H,
 * W] → the same.
 *
 * Parameters: `weight` (γ) and `bias` (β), [numFeatures]. Buffers: `running_mean` and `running_var`,
 * [numFeatures].
 */
export class BatchNorm3d extends BatchNormLayer {
  constructor(numFeatures: number, options: BatchNorm3dOptions = {}) {
    super(3, numFeatures, options);
  }
}
