import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { ReLU } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The fire module of SqueezeNet (Iandola et al. 2016): a narrow 1×1 convolution, then a 1×1 and a 3×3 one side by side.
 *
 * [N, inChannels, H, W] → [N, 2 · expandChannels, H, W].
 */
export class Fire extends Module {
  squeeze: Conv2d;
  squeeze_activation: ReLU;
  expand1x1: Conv2d;
  expand1x1_activation: ReLU;
  expand3x3: Conv2d;
  expand3x3_activation: ReLU;

  constructor(inChannels: number, squeezeChannels: number, expandChannels: number) {
    super();
    countsOf("Fire", { inChannels, squeezeChannels, expandChannels });
    this.squeeze = new Conv2d(inChannels, squeezeChannels, 1);
    this.squeeze_activation = new ReLU();
    this.expand1x1 = new Conv2d(squeezeChannels, expandChannels, 1);
    this.expand1x1_activation = new ReLU();
    this.expand3x3 = new Conv2d(squeezeChannels, expandChannels, 3, { padding: 1 });
    this.expand3x3_activation = new ReLU();
  }

  forward(x: Tensor): Tensor {
    const narrow = this.squeeze_activation(this.squeeze(x));
    const one = this.expand1x1_activation(this.expand1x1(narrow));
    const three = this.expand3x3_activation(this.expand3x3(narrow));
    return cat([one, three], 1);
  }
}
