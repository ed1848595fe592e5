import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The residual block of "Identity Mappings in Deep Residual Networks" (He et al. 2016): batch norm and ReLU stand before each of
 * its two 3×3 convolutions, and nothing after the sum. Where shapes differ, a 1×1 convolution of what the first ReLU gives is
 * the shortcut.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class PreActBlock extends Module {
  bn1: BatchNorm2d;
  conv1: Conv2d;
  bn2: BatchNorm2d;
  conv2: Conv2d;
  shortcut: Conv2d | null;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    countsOf("PreActBlock", { inChannels, outChannels, stride });
    this.bn1 = new BatchNorm2d(inChannels);
    this.conv1 = new Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(outChannels);
    this.conv2 = new Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    const isSame = stride === 1 && inChannels === outChannels;
    this.shortcut = isSame ? null : new Conv2d(inChannels, outChannels, 1, { stride, bias: false });
  }

  forward(x: Tensor): Tensor {
    const active = relu(this.bn1(x));
    const shortcut = this.shortcut === null ? x : this.shortcut(active);
    const out = this.conv2(relu(this.bn2(this.conv1(active))));
    return out.add(shortcut);
  }
}
