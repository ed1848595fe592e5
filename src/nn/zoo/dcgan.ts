import { LeakyReLU, ReLU, Sigmoid, Tanh } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { ConvTranspose2d } from "../layers/conv-transpose2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** How many channels the largest image inside both nets has; smaller ones have two, four and eight times as many. */
const width = 64;

/**
 * DCGAN's generator (Radford et al. 2015) to the names of PyTorch's example: transposed convolutions make an image of 64×64
 * pixels out of random numbers.
 *
 * [N, latentSize, 1, 1] → [N, channels, 64, 64]; 3,576,704 parameters.
 */
export class DCGANGenerator extends Module {
  static readonly exampleInput = [1, 100, 1, 1];

  main: Sequential;

  constructor(channels = 3, latentSize = 100) {
    super();
    this.main = new Sequential(
      new ConvTranspose2d(latentSize, 8 * width, 4, { bias: false }),
      new BatchNorm2d(8 * width),
      new ReLU(),
      ...[4, 2, 1].flatMap((factor): Layer[] => [
        new ConvTranspose2d(2 * factor * width, factor * width, 4, { stride: 2, padding: 1, bias: false }),
        new BatchNorm2d(factor * width),
        new ReLU(),
      ]),
      new ConvTranspose2d(width, channels, 4, { stride: 2, padding: 1, bias: false }),
      new Tanh(),
    );
  }

  forward(noise: Tensor): Tensor {
    return this.main(noise);
  }
}

/**
 * DCGAN's discriminator (Radford et al. 2015) to the names of PyTorch's example: how probable it is that an image of 64×64 pixels
 * was not generated.
 *
 * [N, channels, 64, 64] → [N]; 2,765,568 parameters.
 */
export class DCGANDiscriminator extends Module {
  static readonly exampleInput = [1, 3, 64, 64];

  main: Sequential;

  constructor(channels = 3) {
    super();
    this.main = new Sequential(
      new Conv2d(channels, width, 4, { stride: 2, padding: 1, bias: false }),
      new LeakyReLU(0.2),
      ...[2, 4, 8].flatMap((factor): Layer[] => [
        new Conv2d((factor / 2) * width, factor * width, 4, { stride: 2, padding: 1, bias: false }),
        new BatchNorm2d(factor * width),
        new LeakyReLU(0.2),
      ]),
      new Conv2d(8 * width, 1, 4, { bias: false }),
      new Sigmoid(),
    );
  }

  forward(x: Tensor): Tensor {
    return this.main(x).view(-1, 1).squeeze(1);
  }
}
