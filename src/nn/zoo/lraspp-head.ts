import { ConvNormActivation } from "../blocks/conv-norm-activation.ts";
import { ReLU, Sigmoid } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { enlarged } from "./enlarged.ts";

/**
 * The light head of "Searching for MobileNetV3" (Howard et al. 2019), with torchvision's names: the last features, weighed by
 * the mean of the whole image, are enlarged to the size of earlier ones, and the scores of both are added.
 */
export class LRASPPHead extends Module {
  cbr: ConvNormActivation;
  scale: Sequential;
  low_classifier: Conv2d;
  high_classifier: Conv2d;

  constructor(lowChannels: number, highChannels: number, numClasses: number, channels = 128) {
    super();
    this.cbr = new ConvNormActivation(highChannels, channels, 1, new ReLU());
    this.scale = new Sequential(
      new AdaptiveAvgPool2d(1),
      new Conv2d(highChannels, channels, 1, { bias: false }),
      new Sigmoid(),
    );
    this.low_classifier = new Conv2d(lowChannels, numClasses, 1);
    this.high_classifier = new Conv2d(channels, numClasses, 1);
  }

  forward(low: Tensor, high: Tensor): Tensor {
    const weighed = this.cbr(high).mul(this.scale(high));
    return this.low_classifier(low).add(this.high_classifier(enlarged(weighed, low)));
  }
}
