import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Pair, Size2d } from "./sizes.ts";

export interface MaxPool2dOptions extends MaxPoolOptions<Pair> {}

/**
 * The largest number under a window that slides over height and width:
 * [N, C, H, W] → [N, C, H′, W′] with H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 */
export class MaxPool2d extends MaxPoolLayer<Pair> {
  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super(2, kernelSize, options);
  }
}
