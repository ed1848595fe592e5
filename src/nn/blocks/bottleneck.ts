import { countsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { projection } from "./projection.ts";

/**
 * The bottleneck block of the deeper residual nets (He et al. 2015): a 1×1 convolution narrows to `channels`,
 * a 3×3 works there, a 1×1 widens to `outChannels`, and x is added back: y = ReLU(F(x) + shortcut(x)). The
 * stride stands on the 3×3, as in ResNet v1.5.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉]; `outChannels` is 4 · `channels` by
 * default.
 */
export class Bottleneck extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  conv3: Conv2d;
  bn3: BatchNorm2d;
  shortcut: Sequential;

  constructor(inChannels: number, channels: number, stride = 1, outChannels = 4 * channels) {
    super();
    countsOf("Bottleneck", { inChannels, channels, stride, outChannels });
    this.conv1 = new Conv2d(inChannels, channels, 1, { bias: false });
    this.bn1 = new BatchNorm2d(channels);
    this.conv2 = new Conv2d(channels, channels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(channels);
    this.conv3 = new Conv2d(channels, outChannels, 1, { bias: false });
    this.bn3 = new BatchNorm2d(outChannels);
    this.shortcut = projection(inChannels, outChannels, stride);
  }

  forward(x: Tensor): Tensor {
    let out = relu(this.bn1(this.conv1(x)));
    out = relu(this.bn2(this.conv2(out)));
    out = this.bn3(this.conv3(out));
    return relu(out.add(this.shortcut(x)));
  }
}
