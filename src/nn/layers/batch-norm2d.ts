import { BatchNormLayer, type BatchNormOptions } from "./batch-norm.ts";

export interface BatchNorm2dOptions extends BatchNormOptions {}

/**
 * Batch normalisation (Ioffe & Szegedy 2015) as after training: each channel is shifted and scaled by its
 * running mean and variance, then by a learned γ and β. Shapes stay.
 *
 * Parameters: `weight` (γ) and `bias` (β), [numFeatures]. Buffers: `running_mean` and `running_var`,
 * [numFeatures].
 */
export class BatchNorm2d extends BatchNormLayer {
  constructor(numFeatures: number, options: BatchNorm2dOptions = {}) {
    super(2, numFeatures, options);
  }
}
