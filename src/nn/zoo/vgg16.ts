import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Channels of the 3×3 convolutions, stage by stage; a max pool halves the image after each stage. */
const stages = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
];

/** Fields that may be replaced by any layer. */
export interface VGG16 {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * VGG-16, configuration D of "Very Deep Convolutional Networks for Large-Scale Image Recognition" (Simonyan &
 * Zisserman 2014), to torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 138,357,544 parameters with
 * 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class VGG16 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    this.features = makeFeatures();
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

function makeFeatures(): Sequential {
  const layers: Layer[] = [];
  let channels = 3;
  for (const stage of stages) {
    for (const outChannels of stage) {
      layers.push(new Conv2d(channels, outChannels, 3, { padding: 1 }), new ReLU());
      channels = outChannels;
    }
    layers.push(new MaxPool2d(2));
  }
  return new Sequential(...layers);
}
