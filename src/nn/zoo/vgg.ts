import { optionsOf } from "../arguments.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { memberOf, type NetOptions } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface VGG {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * The nets of "Very Deep Convolutional Networks for Large-Scale Image Recognition" (Simonyan & Zisserman 2014), to
 * torchvision's names: 3×3 convolutions in five stages, each ended by a max pool, and three linear layers.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class VGG extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  /** `depths` says how many convolutions each of the five stages has. */
  constructor({ depths, batchNorm }: VGGForm, numClasses = 1000) {
    super();
    this.features = new Sequential(...vggFeatures(depths, batchNorm));
    this.avgpool = new AdaptiveAvgPool2d(7);
    this.classifier = new Sequential(
      new Linear(512 * 7 * 7, 4096),
      new ReLU(),
      new Dropout(),
      new Linear(4096, 4096),
      new ReLU(),
      new Dropout(),
      new Linear(4096, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

/** The channels of each stage's convolutions. */
const widths = [64, 128, 256, 512, 512];

/** The layers of the five stages. */
export function vggFeatures(depths: readonly number[], batchNorm: boolean): Layer[] {
  const layers: Layer[] = [];
  let channels = 3;
  for (const [stage, outChannels] of widths.entries()) {
    for (let i = 0; i < (depths[stage] ?? 0); i++) {
      layers.push(new Conv2d(channels, outChannels, 3, { padding: 1 }));
      if (batchNorm) layers.push(new BatchNorm2d(outChannels));
      layers.push(new ReLU());
      channels = outChannels;
    }
    layers.push(new MaxPool2d(2));
  }
  return layers;
}

interface VGGForm {
  readonly depths: readonly [number, number, number, number, number];
  readonly batchNorm: boolean;
}

export const vggs = {
  vgg11: { depths: [1, 1, 2, 2, 2], batchNorm: false },
  vgg11_bn: { depths: [1, 1, 2, 2, 2], batchNorm: true },
  vgg13: { depths: [2, 2, 2, 2, 2], batchNorm: false },
  vgg13_bn: { depths: [2, 2, 2, 2, 2], batchNorm: true },
  vgg16: { depths: [2, 2, 3, 3, 3], batchNorm: false },
  vgg16_bn: { depths: [2, 2, 3, 3, 3], batchNorm: true },
  vgg19: { depths: [2, 2, 4, 4, 4], batchNorm: false },
  vgg19_bn: { depths: [2, 2, 4, 4, 4], batchNorm: true },
} as const satisfies Record<string, VGGForm>;

export type VGGName = keyof typeof vggs;

/**
 * VGG's configurations A, B, D and E (Simonyan & Zisserman 2014), with and without batch norms, by torchvision's names:
 * `models.vgg("vgg16_bn")`. [N, 3, 224, 224] → [N, numClasses].
 */
export function vgg(name: VGGName, options: NetOptions = {}): VGG {
  const { numClasses = 1000 } = optionsOf("vgg", options);
  return new VGG(memberOf("vgg", vggs, name), numClasses);
}

/**
 * VGG-16, configuration D of "Very Deep Convolutional Networks for Large-Scale Image Recognition" (Simonyan & Zisserman
 * 2014), to torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 138,357,544 parameters with 1000 classes.
 */
export class VGG16 extends VGG {
  constructor(numClasses = 1000) {
    super(vggs.vgg16, numClasses);
  }
}
