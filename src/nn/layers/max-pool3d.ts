import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Size3d, Triple } from "./sizes.ts";

export interface MaxPool3dOptions extends MaxPoolOptions<Triple> {}

/**
 * The largest number under a window that slides over depth, height and width:
 * [N, C, D, H, W] → [N, C, D′, H′, W′] with D′ = ⌊(D + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 */
export class MaxPool3d extends MaxPoolLayer<Triple> {
  constructor(kernelSize: Size3d, options: MaxPool3dOptions = {}) {
    super(3, kernelSize, options);
  }
}
