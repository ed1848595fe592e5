import { DepthwiseSeparableConv } from "../blocks/depthwise-separable-conv.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Output channels and stride of the thirteen depthwise separable convolutions. */
const rows: readonly (readonly [outChannels: number, stride: number])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

/** Fields that may be replaced by any layer. */
export interface MobileNetV1 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Linear;
  set classifier(layer: Layer);
}

/**
 * MobileNetV1 at width 1.0 of "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
 * Applications" (Howard et al. 2017): one full convolution, thirteen depthwise separable ones, the mean over
 * the image, a linear layer. [N, 3, 224, 224] → [N, numClasses]; 4,231,976 parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class MobileNetV1 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    const layers: Layer[] = [
      new Conv2d(3, 32, 3, { stride: 2, padding: 1, bias: false }),
      new BatchNorm2d(32),
      new ReLU(),
    ];
    let channels = 32;
    for (const [outChannels, stride] of rows) {
      layers.push(new DepthwiseSeparableConv(channels, outChannels, stride));
      channels = outChannels;
    }
    this.features = new Sequential(...layers);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Linear(channels, numClasses);
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}
