import { optionsOf } from "../arguments.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";

export interface ConvNormActivationOptions {
  readonly stride?: number;
  readonly groups?: number;
  /** How far apart the kernel's taps are; 1. */
  readonly dilation?: number;
  /** What the batch norm adds to the variance; 1e-5. */
  readonly eps?: number;
}

/**
 * torchvision's `Conv2dNormActivation`: a convolution that keeps the image's size at stride 1, its batch norm and,
 * where one is given, an activation, named `0`, `1`, `2`.
 */
export class ConvNormActivation extends Sequential {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    activation: Layer | null,
    options: ConvNormActivationOptions = {},
  ) {
    const { stride = 1, groups = 1, dilation = 1, eps = 1e-5 } = optionsOf("ConvNormActivation", options);
    const padding = ((kernelSize - 1) / 2) * dilation;
    super(
      new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, dilation, groups, bias: false }),
      new BatchNorm2d(outChannels, { eps }),
      ...(activation === null ? [] : [activation]),
    );
  }
}
