import { ConvolutionLayer, type ConvolutionOptions } from "./convolution-layer.ts";
import type { Pair, Size2d } from "./sizes.ts";

export interface Conv2dOptions extends ConvolutionOptions<Pair> {}

/**
 * 2D convolution (a cross-correlation, as everywhere): each output channel is one learned filter slid over
 * the image.
 *
 * [N, inChannels, H, W] → [N, outChannels, H′, W′] with H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) −
 * 1)/stride⌋ + 1. Parameters: `weight` [outChannels, inChannels/groups, kernelHeight, kernelWidth] and `bias`
 * [outChannels].
 */
export class Conv2d extends ConvolutionLayer<Pair> {
  constructor(inChannels: number, outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
}
