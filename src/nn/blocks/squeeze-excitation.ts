import { countsOf, optionsOf, partOf } from "../arguments.ts";
import { mul } from "../combine.ts";
import { ReLU, Sigmoid } from "../layers/activations.ts";
import { AdaptiveAvgPool2d } from "../layers/adaptive-pools.ts";
import { Conv2d } from "../layers/conv2d.ts";
import type { Layer } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

export interface SqueezeExcitationOptions {
  /** Between the two 1×1 convolutions; a ReLU. */
  activation?: Layer;
  /** What makes weights of the second one's output; a sigmoid. */
  scaleActivation?: Layer;
}

/**
 * Squeeze and excitation (Hu et al. 2017): each channel is weighed by a number that follows from the means of all of them,
 * y = x · σ(W₂ δ(W₁ mean(x))). Shapes stay. Its fields have torchvision's names.
 *
 * [N, channels, H, W] → the same; `squeezeChannels` are between the two 1×1 convolutions.
 */
export class SqueezeExcitation extends Module {
  avgpool: AdaptiveAvgPool2d;
  fc1: Conv2d;
  fc2: Conv2d;
  activation: Layer;
  scale_activation: Layer;

  constructor(channels: number, squeezeChannels: number, options: SqueezeExcitationOptions = {}) {
    super();
    countsOf("SqueezeExcitation", { channels, squeezeChannels });
    const { activation = new ReLU(), scaleActivation = new Sigmoid() } = optionsOf(
      "SqueezeExcitation",
      options,
    );
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc1 = new Conv2d(channels, squeezeChannels, 1);
    this.fc2 = new Conv2d(squeezeChannels, channels, 1);
    this.activation = partOf("SqueezeExcitation", activation);
    this.scale_activation = partOf("SqueezeExcitation", scaleActivation);
  }

  forward(x: Tensor): Tensor {
    const narrow = this.activation(this.fc1(this.avgpool(x)));
    return mul(this.scale_activation(this.fc2(narrow)), x);
  }
}
