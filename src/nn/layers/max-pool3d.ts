import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Size3d, Triple } from "./sizes.ts";

export interface MaxPool3dOptions<I extends boolean = boolean> extends MaxPoolOptions<Triple, I> {}

/**
 * The largest number under a window that slides over depth, height and width:
 * [N, C, D, H, W] → [N, C, D′, H′, W′] with D′ = ⌊(D + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 * With `returnIndices` it returns `[output, indices]`, and its type is `MaxPool3d<true>`.
 */
export class MaxPool3d<I extends boolean = false> extends MaxPoolLayer<Triple, I> {
  constructor(kernelSize: Size3d, options: MaxPool3dOptions<I> = {}) {
    super(3, kernelSize, options);
  }
}
