import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Pair, Size2d } from "./sizes.ts";

export interface MaxPool2dOptions<I extends boolean = boolean> extends MaxPoolOptions<Pair, I> {}

/**
 * The largest number under a window that slides over height and width:
 * [N, C, H, W] → [N, C, H′, W′] with H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 * With `returnIndices` it returns `[output, indices]`, and its type is `MaxPool2d<true>`.
 */
export class MaxPool2d<I extends boolean = false> extends MaxPoolLayer<Pair, I> {
  constructor(kernelSize: Size2d, options: MaxPool2dOptions<I> = {}) {
    super(2, kernelSize, options);
  }
}
