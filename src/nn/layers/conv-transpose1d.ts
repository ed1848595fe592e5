import type { Single, Size1d } from "./sizes.ts";
import { TransposedLayer, type TransposedOptions } from "./transposed-layer.ts";

export interface ConvTranspose1dOptions extends TransposedOptions<Single> {}

/**
 * 1D transposed convolution, also called deconvolution: spreads each place of the signal over the output by learned filters.
 *
 * [N, inChannels, L] → [N, outChannels, L′] with L′ = (L − 1)·stride − 2·padding + dilation·(kernelSize − 1) + outputPadding +
 * 1. Parameters: `weight` [inChannels, outChannels/groups, kernelSize] and `bias` [outChannels].
 */
export class ConvTranspose1d extends TransposedLayer<Single> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size1d,
    options: ConvTranspose1dOptions = {},
  ) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
}
