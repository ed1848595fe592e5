import { optionsOf } from "../arguments.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Two 3×3 convolutions and a shortcut: `ResidualBlock` with torchvision's name for the projection. */
export class BasicBlock extends Module {
  static readonly expansion = 1;

  conv1: Conv2d;
  bn1: BatchNorm2d;
  relu: ReLU;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  downsample: Sequential | null;

  constructor(inChannels: number, channels: number, stride = 1) {
    super();
    this.conv1 = new Conv2d(inChannels, channels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(channels);
    this.relu = new ReLU({ inplace: true });
    this.conv2 = new Conv2d(channels, channels, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(channels);
    this.downsample = makeDownsample(inChannels, channels, stride);
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    let out = this.relu(this.bn1(this.conv1(x)));
    out = this.bn2(this.conv2(out));
    return this.relu(out.add(shortcut));
  }
}

/** What the 3×3 convolution of a bottleneck is like. */
export interface BlockForm {
  /** The parts that a ResNeXt's is divided into; 1. */
  readonly groups?: number;
  /** Channels of each group where a stage has 64; 64. */
  readonly widthPerGroup?: number;
  /** How far apart the taps of the 3×3 convolutions are; 1. */
  readonly dilation?: number;
}

/**
 * A 3×3 convolution between two 1×1: `Bottleneck` with torchvision's name for the projection. With `groups` it is the block
 * of ResNeXt (Xie et al. 2016), with twice the `widthPerGroup` that of Wide ResNet (Zagoruyko & Komodakis 2016).
 */
export class BottleneckBlock extends Module {
  static readonly expansion = 4;

  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  conv3: Conv2d;
  bn3: BatchNorm2d;
  relu: ReLU;
  downsample: Sequential | null;

  constructor(inChannels: number, channels: number, stride = 1, options: BlockForm = {}) {
    super();
    const { groups = 1, widthPerGroup = 64, dilation = 1 } = optionsOf("BottleneckBlock", options);
    const width = Math.floor((channels * widthPerGroup) / 64) * groups;
    const outChannels = channels * BottleneckBlock.expansion;
    this.conv1 = new Conv2d(inChannels, width, 1, { bias: false });
    this.bn1 = new BatchNorm2d(width);
    this.conv2 = new Conv2d(width, width, 3, { stride, padding: dilation, dilation, groups, bias: false });
    this.bn2 = new BatchNorm2d(width);
    this.conv3 = new Conv2d(width, outChannels, 1, { bias: false });
    this.bn3 = new BatchNorm2d(outChannels);
    this.relu = new ReLU({ inplace: true });
    this.downsample = makeDownsample(inChannels, outChannels, stride);
  }

  forward(x: Tensor): Tensor {
    const shortcut = this.downsample === null ? x : this.downsample(x);
    let out = this.relu(this.bn1(this.conv1(x)));
    out = this.relu(this.bn2(this.conv2(out)));
    out = this.bn3(this.conv3(out));
    return this.relu(out.add(shortcut));
  }
}

/** The projection on a block's shortcut, or null where x has the block's output shape already. */
function makeDownsample(inChannels: number, outChannels: number, stride: number): Sequential | null {
  if (stride === 1 && inChannels === outChannels) return null;
  return new Sequential(
    new Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
    new BatchNorm2d(outChannels),
  );
}
