import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Two 3×3 convolutions without a shortcut: the plain counterpart that "Deep Residual Learning for Image
 * Recognition" (He et al. 2015) compares with, in the manner of VGG (Simonyan & Zisserman 2014). y =
 * ReLU(F(x)): stacked deep, such blocks train worse than shallower stacks (the degradation problem), since
 * each has to learn even the identity.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class PlainBlock extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    countsOf("PlainBlock", { inChannels, outChannels, stride });
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(outChannels);
    this.conv2 = new Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const out = relu(this.bn1(this.conv1(x)));
    return relu(this.bn2(this.conv2(out)));
  }
}
