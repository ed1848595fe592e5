import { optionsOf } from "../arguments.ts";
import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { InvertedResidual } from "../blocks/inverted-residual.ts";
import { adaptiveAvgPool2d, flatten } from "../functional.ts";
import { ReLU6 } from "../layers/activations.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { type NetOptions, roundedTo } from "./family.ts";

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
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * MobileNetV2 of "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (Sandler et al. 2018), to
 * torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 3,504,872 parameters with 1000 classes and
 * at width 1.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class MobileNetV2 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  /** All channels are scaled by `widthMultiplier`, to multiples of 8; the last ones are not made fewer. */
  constructor(numClasses = 1000, widthMultiplier = 1) {
    super();
    let channels = roundedTo(8, 32 * widthMultiplier);
    const layers: Layer[] = [new ConvNormActivation(3, channels, 3, new ReLU6(), { stride: 2 })];
    for (const [expansion, width, depth, stride] of stages) {
      const outChannels = roundedTo(8, width * widthMultiplier);
      for (let i = 0; i < depth; i++) {
        layers.push(new InvertedResidual(channels, outChannels, i === 0 ? stride : 1, expansion));
        channels = outChannels;
      }
    }
    const last = roundedTo(8, 1280 * Math.max(1, widthMultiplier));
    layers.push(new ConvNormActivation(channels, last, 1, new ReLU6()));
    this.features = new Sequential(...layers);
    this.classifier = new Sequential(new Dropout(0.2), new Linear(last, numClasses));
  }

  forward(x: Tensor): Tensor {
    const pooled = adaptiveAvgPool2d(this.features(x), 1);
    return this.classifier(flatten(pooled, 1));
  }
}

export interface MobileNetV2Options extends NetOptions {
  /** What all channels are scaled by; 1. */
  readonly widthMultiplier?: number | undefined;
}

/** MobileNetV2 (Sandler et al. 2018) as torchvision has it: [N, 3, 224, 224] → [N, numClasses]. */
export function mobilenetV2(options: MobileNetV2Options = {}): MobileNetV2 {
  const { numClasses = 1000, widthMultiplier = 1 } = optionsOf("mobilenetV2", options);
  return new MobileNetV2(numClasses, widthMultiplier);
}
