import { AvgPoolLayer, type AvgPoolOptions } from "./avg-pool.ts";
import type { Size3d, Triple } from "./sizes.ts";

export interface AvgPool3dOptions extends AvgPoolOptions<Triple> {}

/**
 * The mean under a window that slides over depth, height and width:
 * [N, C, D, H, W] → [N, C, D′, H′, W′] with D′ = ⌊(D + 2·padding − kernelSize)/stride⌋ + 1.
 */
export class AvgPool3d extends AvgPoolLayer<Triple> {
  constructor(kernelSize: Size3d, options: AvgPool3dOptions = {}) {
    super(3, kernelSize, options);
  }
}
