import type { Pair, Size2d } from "./sizes.ts";
import { TransposedLayer, type TransposedOptions } from "./transposed-layer.ts";

export interface ConvTranspose2dOptions extends TransposedOptions<Pair> {}

/**
 * 2D transposed convolution, also called deconvolution: spreads each pixel over the output by learned filters.
 * With a stride the image grows, as in decoders: kernel 2 at stride 2, or kernel 4 at stride 2 with padding 1,
 * doubles it.
 *
 * [N, inChannels, H, W] → [N, outChannels, H′, W′] with H′ = (H − 1)·stride − 2·padding + dilation·(kernelSize −
 * 1) + outputPadding + 1. Parameters: `weight` [inChannels, outChannels/groups, kernelHeight, kernelWidth] and
 * `bias` [outChannels].
 */
export class ConvTranspose2d extends TransposedLayer<Pair> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTranspose2dOptions = {},
  ) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
}
