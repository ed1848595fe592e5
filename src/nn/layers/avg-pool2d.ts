import { AvgPoolLayer, type AvgPoolOptions } from "./avg-pool.ts";
import type { Pair, Size2d } from "./sizes.ts";

export interface AvgPool2dOptions extends AvgPoolOptions<Pair> {}

/**
 * The mean under a window that slides over height and width:
 * [N, C, H, W] → [N, C, H′, W′] with H′ = ⌊(H + 2·padding − kernelSize)/stride⌋ + 1.
 */
export class AvgPool2d extends AvgPoolLayer<Pair> {
  constructor(kernelSize: Size2d, options: AvgPool2dOptions = {}) {
    super(2, kernelSize, options);
  }
}
