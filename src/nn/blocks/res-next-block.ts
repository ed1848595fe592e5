import { countsOf, optionsOf } from "../arguments.ts";
import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { projection } from "./projection.ts";

export interface ResNeXtBlockOptions {
  /** 1 */
  readonly stride?: number;
  /** Parts that the 3×3 convolution is divided into; 32. */
  readonly groups?: number;
  /** Channels of each part where `channels` is 64; 4. */
  readonly widthPerGroup?: number;
}

/**
 * The block of "Aggregated Residual Transformations" (Xie et al. 2016): a bottleneck whose 3×3 convolution is many narrow ones
 * side by side.
 *
 * [N, inChannels, H, W] → [N, 4 · channels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class ResNeXtBlock extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  conv3: Conv2d;
  bn3: BatchNorm2d;
  shortcut: Sequential;

  constructor(inChannels: number, channels: number, options: ResNeXtBlockOptions = {}) {
    super();
    countsOf("ResNeXtBlock", { inChannels, channels });
    const { stride = 1, groups = 32, widthPerGroup = 4 } = optionsOf("ResNeXtBlock", options);
    const width = Math.floor((channels * widthPerGroup) / 64) * groups;
    this.conv1 = new Conv2d(inChannels, width, 1, { bias: false });
    this.bn1 = new BatchNorm2d(width);
    this.conv2 = new Conv2d(width, width, 3, { stride, padding: 1, groups, bias: false });
    this.bn2 = new BatchNorm2d(width);
    this.conv3 = new Conv2d(width, 4 * channels, 1, { bias: false });
    this.bn3 = new BatchNorm2d(4 * channels);
    this.shortcut = projection(inChannels, 4 * channels, stride);
  }

  forward(x: Tensor): Tensor {
    let out = relu(this.bn1(this.conv1(x)));
    out = relu(this.bn2(this.conv2(out)));
    out = this.bn3(this.conv3(out));
    return relu(out.add(this.shortcut(x)));
  }
}
