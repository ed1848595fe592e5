import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d, type Conv2dOptions } from "../layers/conv2d.ts";
import type { Size2d } from "../layers/sizes.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** A convolution without bias, batch norm and ReLU. */
export class BasicConv2d extends Module {
  conv: Conv2d;
  bn: BatchNorm2d;

  constructor(inChannels: number, outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    super();
    this.conv = new Conv2d(inChannels, outChannels, kernelSize, { ...options, bias: false });
    this.bn = new BatchNorm2d(outChannels, { eps: 0.001 });
  }

  forward(x: Tensor): Tensor {
    return relu(this.bn(this.conv(x)));
  }
}
