import { MaxPoolLayer, type MaxPoolOptions } from "./max-pool.ts";
import type { Single, Size1d } from "./sizes.ts";

export interface MaxPool1dOptions<I extends boolean = boolean> extends MaxPoolOptions<Single, I> {}

/**
 * The largest number under a window that slides along a signal:
 * [N, C, L] → [N, C, L′] with L′ = ⌊(L + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 * With `returnIndices` it returns `[output, indices]`, and its type is `MaxPool1d<true>`.
 */
export class MaxPool1d<I extends boolean = false> extends MaxPoolLayer<Single, I> {
  constructor(kernelSize: Size1d, options: MaxPool1dOptions<I> = {}) {
    super(1, kernelSize, options);
  }
}
