import { AvgPoolLayer, type AvgPoolOptions } from "./avg-pool.ts";
import type { Single, Size1d } from "./sizes.ts";

export interface AvgPool1dOptions extends AvgPoolOptions<Single> {}

/**
 * The mean under a window that slides along a signal:
 * [N, C, L] → [N, C, L′] with L′ = ⌊(L + 2·padding − kernelSize)/stride⌋ + 1.
 */
export class AvgPool1d extends AvgPoolLayer<Single> {
  constructor(kernelSize: Size1d, options: AvgPool1dOptions = {}) {
    super(1, kernelSize, options);
  }
}
