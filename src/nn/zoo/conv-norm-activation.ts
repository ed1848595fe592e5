import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";

export interface ConvNormActivationOptions {
  readonly stride?: number;
  readonly groups?: number;
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
    { stride = 1, groups = 1 }: ConvNormActivationOptions = {},
  ) {
    const padding = (kernelSize - 1) / 2;
    super(
      new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, groups, bias: false }),
      new BatchNorm2d(outChannels),
      ...(activation === null ? [] : [activation]),
    );
  }
}
