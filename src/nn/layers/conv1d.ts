import { ConvolutionLayer, type ConvolutionOptions } from "./convolution-layer.ts";
import type { Single, Size1d } from "./sizes.ts";

export interface Conv1dOptions extends ConvolutionOptions<Single> {}

/**
 * 1D convolution (a cross-correlation, as everywhere): each output channel is one learned filter slid along the signal.
 *
 * [N, inChannels, L] → [N, outChannels, L′] with L′ = ⌊(L + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 * Parameters: `weight` [outChannels, inChannels/groups, kernelSize] and `bias` [outChannels].
 */
export class Conv1d extends ConvolutionLayer<Single> {
  constructor(inChannels: number, outChannels: number, kernelSize: Size1d, options: Conv1dOptions = {}) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
}
