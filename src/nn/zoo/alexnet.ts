import { optionsOf } from "../arguments.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { Linear } from "../layers/linear.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import type { NetOptions } from "./family.ts";

/** Fields that may be replaced by any layer. */
export interface AlexNet {
  get avgpool(): AdaptiveAvgPool2d;
  set avgpool(layer: Layer);
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * AlexNet as in "One weird trick for parallelizing convolutional neural networks" (Krizhevsky 2014), to
 * torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 61,100,840 parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class AlexNet extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    this.features = new Sequential(
      new Conv2d(3, 64, 11, { stride: 4, padding: 2 }),
      new ReLU(),
      new MaxPool2d(3, { stride: 2 }),
      new Conv2d(64, 192, 5, { padding: 2 }),
      new ReLU(),
      new MaxPool2d(3, { stride: 2 }),
      new Conv2d(192, 384, 3, { padding: 1 }),
      new ReLU(),
      new Conv2d(384, 256, 3, { padding: 1 }),
      new ReLU(),
      new Conv2d(256, 256, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(3, { stride: 2 }),
    );
    this.avgpool = new AdaptiveAvgPool2d(6);
    this.classifier = new Sequential(
      new Dropout(),
      new Linear(256 * 6 * 6, 4096),
      new ReLU(),
      new Dropout(),
      new Linear(4096, 4096),
      new ReLU(),
      new Linear(4096, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    const pooled = this.avgpool(this.features(x));
    return this.classifier(flatten(pooled, 1));
  }
}

/** AlexNet (Krizhevsky 2014) as torchvision has it: [N, 3, 224, 224] → [N, numClasses]. */
export function alexnet(options: NetOptions = {}): AlexNet {
  const { numClasses = 1000 } = optionsOf("alexnet", options);
  return new AlexNet(numClasses);
}
