import type { Size3d, Triple } from "./sizes.ts";
import { TransposedLayer, type TransposedOptions } from "./transposed-layer.ts";

export interface ConvTranspose3dOptions extends TransposedOptions<Triple> {}

/**
 * 3D transposed convolution, also called deconvolution: spreads each voxel over the output by learned filters.
 *
 * [N, inChannels, D, H, W] → [N, outChannels, D′, H′, W′] with D′ = (D − 1)·stride − 2·padding + dilation·(kernelSize − 1) +
 * outputPadding + 1. Parameters: `weight` [inChannels, outChannels/groups, kernelDepth, kernelHeight, kernelWidth] and `bias`
 * [outChannels].
 */
export class ConvTranspose3d extends TransposedLayer<Triple> {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size3d,
    options: ConvTranspose3dOptions = {},
  ) {
    super(3, inChannels, outChannels, kernelSize, options);
  }
}
