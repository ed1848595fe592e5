import { flatten } from "../functional.ts";
import { Sigmoid, SiLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvNormActivation } from "./conv-norm-activation.ts";

interface Stage {
  readonly expansion: number;
  readonly kernelSize: number;
  /** Of the first block; the others keep the image's size. */
  readonly stride: number;
  readonly outChannels: number;
  readonly depth: number;
}

const stages: readonly Stage[] = [
  { expansion: 1, kernelSize: 3, stride: 1, outChannels: 16, depth: 1 },
  { expansion: 6, kernelSize: 3, stride: 2, outChannels: 24, depth: 2 },
  { expansion: 6, kernelSize: 5, stride: 2, outChannels: 40, depth: 2 },
  { expansion: 6, kernelSize: 3, stride: 2, outChannels: 80, depth: 3 },
  { expansion: 6, kernelSize: 5, stride: 1, outChannels: 112, depth: 3 },
  { expansion: 6, kernelSize: 5, stride: 2, outChannels: 192, depth: 4 },
  { expansion: 6, kernelSize: 3, stride: 1, outChannels: 320, depth: 1 },
];

/** Fields that may be replaced by any layer. */
export interface EfficientNetB0 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * EfficientNet B0 of "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" (Tan & Le 2019), to
 * torchvision's names; its stochastic depth drops nothing after training. [N, 3, 224, 224] → [N, numClasses]; 5,288,548
 * parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class EfficientNetB0 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    const layers: Layer[] = [new ConvNormActivation(3, 32, 3, new SiLU(), { stride: 2 })];
    let channels = 32;
    for (const stage of stages) {
      const blocks: Layer[] = [];
      for (let i = 0; i < stage.depth; i++) {
        blocks.push(new MBConv(channels, { ...stage, stride: i === 0 ? stage.stride : 1 }));
        channels = stage.outChannels;
      }
      layers.push(new Sequential(...blocks));
    }
    layers.push(new ConvNormActivation(channels, 1280, 1, new SiLU()));
    this.features = new Sequential(...layers);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.classifier = new Sequential(new Dropout(0.2), new Linear(1280, numClasses));
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

/** MobileNetV2's inverted residual with a squeeze-and-excitation before the channels are narrowed again. */
export class MBConv extends Module {
  block: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, { expansion, kernelSize, stride, outChannels }: Omit<Stage, "depth">) {
    super();
    const hidden = inChannels * expansion;
    const widen = expansion === 1 ? [] : [new ConvNormActivation(inChannels, hidden, 1, new SiLU())];
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    this.block = new Sequential(
      ...widen,
      new ConvNormActivation(hidden, hidden, kernelSize, new SiLU(), { stride, groups: hidden }),
      new SqueezeExcitation(hidden, inChannels / 4),
      new ConvNormActivation(hidden, outChannels, 1, null),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}

/** Weighs each channel by a number between 0 and 1 that follows from the means of all (Hu et al. 2017). */
export class SqueezeExcitation extends Module {
  avgpool: AdaptiveAvgPool2d;
  fc1: Conv2d;
  fc2: Conv2d;
  activation: SiLU;
  scale_activation: Sigmoid;

  constructor(channels: number, squeezeChannels: number) {
    super();
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc1 = new Conv2d(channels, squeezeChannels, 1);
    this.fc2 = new Conv2d(squeezeChannels, channels, 1);
    this.activation = new SiLU();
    this.scale_activation = new Sigmoid();
  }

  forward(x: Tensor): Tensor {
    const narrow = this.activation(this.fc1(this.avgpool(x)));
    return this.scale_activation(this.fc2(narrow)).mul(x);
  }
}
