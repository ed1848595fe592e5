import { flatten } from "../functional.ts";
import { ReLU6 } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvNormActivation } from "./conv-norm-activation.ts";

/** Expansion, output channels, number of blocks and the first one's stride, stage by stage. */
const stages: readonly (readonly [expansion: number, outChannels: number, depth: number, stride: number])[] =
  [
    [1, 16, 1, 1],
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ];

/** Fields that may be replaced by any layer. */
export interface MobileNetV2 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * MobileNetV2 at width 1.0 of "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (Sandler et al. 2018), to
 * torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 3,504,872 parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class MobileNetV2 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    const layers: Layer[] = [new ConvNormActivation(3, 32, 3, new ReLU6(), { stride: 2 })];
    let channels = 32;
    for (const [expansion, outChannels, depth, stride] of stages) {
      for (let i = 0; i < depth; i++) {
        layers.push(new InvertedResidual(channels, outChannels, i === 0 ? stride : 1, expansion));
        channels = outChannels;
      }
    }
    layers.push(new ConvNormActivation(channels, 1280, 1, new ReLU6()));
    this.features = new Sequential(...layers);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Sequential(new Dropout(0.2), new Linear(1280, numClasses));
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

/**
 * Widens by 1×1, convolves each channel alone, narrows by 1×1 without an activation; where shapes allow it, the sum with
 * the input.
 */
export class InvertedResidual extends Module {
  conv: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, outChannels: number, stride: number, expansion: number) {
    super();
    const hidden = inChannels * expansion;
    const widen = expansion === 1 ? [] : [new ConvNormActivation(inChannels, hidden, 1, new ReLU6())];
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    this.conv = new Sequential(
      ...widen,
      new ConvNormActivation(hidden, hidden, 3, new ReLU6(), { stride, groups: hidden }),
      new Conv2d(hidden, outChannels, 1, { bias: false }),
      new BatchNorm2d(outChannels),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.conv(x);
    return this.hasShortcut ? x.add(out) : out;
  }
}
