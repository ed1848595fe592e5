import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { makeDownsample, ResNet } from "./resnet.ts";

/**
 * ResNet-50 (He et al. 2015) in the v1.5 form, whose stride stands on the 3×3 convolution, to torchvision's
 * names: [N, 3, 224, 224] → [N, numClasses]; 25,557,032 parameters with 1000 classes.
 */
export class ResNet50 extends ResNet<BottleneckBlock> {
  constructor(numClasses = 1000) {
    super(BottleneckBlock, [3, 4, 6, 3], numClasses);
  }
}

/** A 3×3 convolution between two 1×1: `Bottleneck` with torchvision's name for the projection. */
export class BottleneckBlock extends Module {
  static readonly expansion = 4;

  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  conv3: Conv2d;
  bn3: BatchNorm2d;
  downsample: Sequential | null;

  constructor(inChannels: number, channels: number, stride = 1) {
    super();
    const outChannels = channels * BottleneckBlock.expansion;
    this.conv1 = new Conv2d(inChannels, channels, 1, { bias: false });
    this.bn1 = new BatchNorm2d(channels);
    this.conv2 = new Conv2d(channels, channels, 3, { stride, padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(channels);
    this.conv3 = new Conv2d(channels, outChannels, 1, { bias: false });
    this.bn3 = new BatchNorm2d(outChannels);
    this.downsample = makeDownsample(inChannels, outChannels, stride);
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    let out = relu(this.bn1(this.conv1(x)));
    out = relu(this.bn2(this.conv2(out)));
    out = this.bn3(this.conv3(out));
    return relu(out.add(shortcut));
  }
}
