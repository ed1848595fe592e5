import { ConvolutionLayer, type ConvolutionOptions } from "./convolution-layer.ts";
import type { Size3d, Triple } from "./sizes.ts";

export interface Conv3dOptions extends ConvolutionOptions<Triple> {}

/**
 * 3D convolution (a cross-correlation, as everywhere): each output channel is one learned filter slid over the volume, such
 * as the frames of a video.
 *
 * [N, inChannels, D, H, W] → [N, outChannels, D′, H′, W′] with D′ = ⌊(D + 2·padding − dilation·(kernelSize − 1) −
 * 1)/stride⌋ + 1. Parameters: `weight` [outChannels, inChannels/groups, kernelDepth, kernelHeight, kernelWidth] and `bias`
 * [outChannels].
 */
export class Conv3d extends ConvolutionLayer<Triple> {
  constructor(inChannels: number, outChannels: number, kernelSize: Size3d, options: Conv3dOptions = {}) {
    super(3, inChannels, outChannels, kernelSize, options);
  }
}
