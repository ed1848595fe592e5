import { cat } from "../combine.ts";
import { flatten } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-avg-pool2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Dropout } from "../layers/dropout.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Fields that may be replaced by any layer. */
export interface SqueezeNet11 {
  get classifier(): Sequential;
  set classifier(layer: Layer);
}

/**
 * SqueezeNet 1.1, its authors' cheaper form of "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters" (Iandola
 * et al. 2016), to torchvision's names: [N, 3, 224, 224] → [N, numClasses]; 1,235,496 parameters with 1000 classes.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets these fields.
export class SqueezeNet11 extends Module {
  static readonly exampleInput = [1, 3, 224, 224];

  features: Sequential;

  constructor(numClasses = 1000) {
    super();
    this.features = new Sequential(
      new Conv2d(3, 64, 3, { stride: 2 }),
      new ReLU(),
      new MaxPool2d(3, { stride: 2, ceilMode: true }),
      new Fire(64, 16, 64),
      new Fire(128, 16, 64),
      new MaxPool2d(3, { stride: 2, ceilMode: true }),
      new Fire(128, 32, 128),
      new Fire(256, 32, 128),
      new MaxPool2d(3, { stride: 2, ceilMode: true }),
      new Fire(256, 48, 192),
      new Fire(384, 48, 192),
      new Fire(384, 64, 256),
      new Fire(512, 64, 256),
    );
    this.classifier = new Sequential(
      new Dropout(0.5),
      new Conv2d(512, numClasses, 1),
      new ReLU(),
      new AdaptiveAvgPool2d(1),
    );
  }

  forward(x: Tensor): Tensor {
    const scores = this.classifier(this.features(x));
    return flatten(scores, 1);
  }
}

/** A narrow 1×1 convolution, then a 1×1 and a 3×3 one side by side: `2 · expand` channels. */
export class Fire extends Module {
  squeeze: Conv2d;
  squeeze_activation: ReLU;
  expand1x1: Conv2d;
  expand1x1_activation: ReLU;
  expand3x3: Conv2d;
  expand3x3_activation: ReLU;

  constructor(inChannels: number, squeeze: number, expand: number) {
    super();
    this.squeeze = new Conv2d(inChannels, squeeze, 1);
    this.squeeze_activation = new ReLU();
    this.expand1x1 = new Conv2d(squeeze, expand, 1);
    this.expand1x1_activation = new ReLU();
    this.expand3x3 = new Conv2d(squeeze, expand, 3, { padding: 1 });
    this.expand3x3_activation = new ReLU();
  }

  forward(x: Tensor): Tensor {
    const narrow = this.squeeze_activation(this.squeeze(x));
    const one = this.expand1x1_activation(this.expand1x1(narrow));
    const three = this.expand3x3_activation(this.expand3x3(narrow));
    return cat([one, three], 1);
  }
}
