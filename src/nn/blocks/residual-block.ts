import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { projection } from "./projection.ts";

/**
 * The residual block of "Deep Residual Learning for Image Recognition" (He et al. 2015): two 3×3 convolutions
 * learn F(x) = H(x) − x, and x is added back, y = ReLU(F(x) + shortcut(x)). With F = 0 the block passes x on,
 * so more of them cannot make a net worse at representing what a shallower one does, and gradients have a
 * direct way back.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉]. The shortcut is empty where shapes agree;
 * otherwise a 1×1 convolution with the stride and a batch norm bring x to the shape of F(x).
 */
export class ResidualBlock extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  shortcut: Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    countsOf("ResidualBlock", { inChannels, outChannels, stride });
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(outChannels);
    this.conv2 = new Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(outChannels);
    this.shortcut = projection(inChannels, outChannels, stride);
  }

  forward(x: Tensor): Tensor {
    let out = relu(this.bn1(this.conv1(x)));
    out = this.bn2(this.conv2(out));
    return relu(out.add(this.shortcut(x)));
  }
}
