import { countsOf } from "../arguments.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * A layer of DenseNet-BC (Huang et al. 2016): 1×1 to four times the growth rate, then 3×3 to `growthRate` maps, each after its
 * own batch norm and ReLU. It gives the new maps alone: a dense block puts them beside those that it was given.
 *
 * [N, inChannels, H, W] → [N, growthRate, H, W].
 */
export class DenseLayer extends Module {
  norm1: BatchNorm2d;
  relu1: ReLU;
  conv1: Conv2d;
  norm2: BatchNorm2d;
  relu2: ReLU;
  conv2: Conv2d;

  constructor(inChannels: number, growthRate = 32) {
    super();
    countsOf("DenseLayer", { inChannels, growthRate });
    this.norm1 = new BatchNorm2d(inChannels);
    this.relu1 = new ReLU();
    this.conv1 = new Conv2d(inChannels, 4 * growthRate, 1, { bias: false });
    this.norm2 = new BatchNorm2d(4 * growthRate);
    this.relu2 = new ReLU();
    this.conv2 = new Conv2d(4 * growthRate, growthRate, 3, { padding: 1, bias: false });
  }

  forward(x: Tensor): Tensor {
    const narrow = this.conv1(this.relu1(this.norm1(x)));
    return this.conv2(this.relu2(this.norm2(narrow)));
  }
}
