import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Single, Size1d } from "./sizes.ts";

export interface MaxPool1dOptions extends MaxPoolOptions<Single> {}

/**
 * The largest number under a window that slides along a signal:
 * [N, C, L] → [N, C, L′] with L′ = ⌊(L + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 */
export class MaxPool1d extends MaxPoolLayer<Single> {
  constructor(kernelSize: Size1d, options: MaxPool1dOptions = {}) {
    super(1, kernelSize, options);
  }
}
