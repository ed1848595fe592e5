import { relu } from "../functional.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { makeDownsample, ResNet } from "./resnet.ts";

/**
 * ResNet-18 of "Deep Residual Learning for Image Recognition" (He et al. 2015), to torchvision's names:
 * [N, 3, 224, 224] → [N, numClasses]; 11,689,512 parameters with 1000 classes.
 */
export class ResNet18 extends ResNet<BasicBlock> {
  constructor(numClasses = 1000) {
    super(BasicBlock, [2, 2, 2, 2], numClasses);
  }
}

/** Two 3×3 convolutions and a shortcut: `ResidualBlock` with torchvision's name for the projection. */
export class BasicBlock extends Module {
  static readonly expansion = 1;

  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  downsample: Sequential | null;

  constructor(inChannels: number, channels: number, stride = 1) {
    super();
    this.conv1 = new Conv2d(inChannels, channels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(channels);
    this.conv2 = new Conv2d(channels, channels, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(channels);
    this.downsample = makeDownsample(inChannels, channels, stride);
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    let out = relu(this.bn1(this.conv1(x)));
    out = this.bn2(this.conv2(out));
    return relu(out.add(shortcut));
  }
}
