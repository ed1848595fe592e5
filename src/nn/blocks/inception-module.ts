import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The inception module of "Going Deeper with Convolutions" (Szegedy et al. 2014), with batch norms: 1×1, 3×3
 * and 5×5 convolutions and a max pool see the same input, and y = cat(b1(x), b2(x), b3(x), b4(x)) along the
 * channels, so that nobody has to choose a kernel size. 1×1 convolutions narrow the input of the large
 * kernels, which keeps them affordable.
 *
 * [N, inChannels, H, W] → [N, n1x1 + n3x3 + n5x5 + poolProj, H, W].
 */
export class InceptionModule extends Module {
  b1: Sequential;
  b2: Sequential;
  b3: Sequential;
  b4: Sequential;

  constructor(
    inChannels: number,
    n1x1: number,
    n3x3Reduce: number,
    n3x3: number,
    n5x5Reduce: number,
    n5x5: number,
    poolProj: number,
  ) {
    super();
    countsOf("InceptionModule", { inChannels, n1x1, n3x3Reduce, n3x3, n5x5Reduce, n5x5, poolProj });
    this.b1 = new Sequential(new Conv2d(inChannels, n1x1, 1), new BatchNorm2d(n1x1), new ReLU());
    this.b2 = new Sequential(
      new Conv2d(inChannels, n3x3Reduce, 1),
      new BatchNorm2d(n3x3Reduce),
      new ReLU(),
      new Conv2d(n3x3Reduce, n3x3, 3, { padding: 1 }),
      new BatchNorm2d(n3x3),
      new ReLU(),
    );
    this.b3 = new Sequential(
      new Conv2d(inChannels, n5x5Reduce, 1),
      new BatchNorm2d(n5x5Reduce),
      new ReLU(),
      new Conv2d(n5x5Reduce, n5x5, 5, { padding: 2 }),
      new BatchNorm2d(n5x5),
      new ReLU(),
    );
    this.b4 = new Sequential(
      new MaxPool2d(3, { stride: 1, padding: 1 }),
      new Conv2d(inChannels, poolProj, 1),
      new BatchNorm2d(poolProj),
      new ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    return cat([this.b1(x), this.b2(x), this.b3(x), this.b4(x)], 1);
  }
}
