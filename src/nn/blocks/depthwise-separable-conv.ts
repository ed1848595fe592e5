import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The depthwise separable convolution of MobileNet (Howard et al. 2017): a 3×3 convolution filters each
 * channel alone, then a 1×1 convolution mixes the channels. With k = 3 it takes 1/outChannels + 1/k² of the
 * multiplications and weights of a full convolution, about a ninth.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class DepthwiseSeparableConv extends Module {
  depthwise: Conv2d;
  bn1: BatchNorm2d;
  pointwise: Conv2d;
  bn2: BatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    countsOf("DepthwiseSeparableConv", { inChannels, outChannels, stride });
    this.depthwise = new Conv2d(inChannels, inChannels, 3, {
      stride,
      padding: 1,
      groups: inChannels,
      bias: false,
    });
    this.bn1 = new BatchNorm2d(inChannels);
    this.pointwise = new Conv2d(inChannels, outChannels, 1, { bias: false });
    this.bn2 = new BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const filtered = relu(this.bn1(this.depthwise(x)));
    return relu(this.bn2(this.pointwise(filtered)));
  }
}
