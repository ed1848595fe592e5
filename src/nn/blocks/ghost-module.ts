import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The module of GhostNet (Han et al. 2019): a 1×1 convolution makes half of the maps, and a depthwise 3×3 of those makes the
 * other half, which costs far less. Fields have the authors' names.
 *
 * [N, inChannels, H, W] → [N, outChannels, H, W]; an odd number of channels leaves out the last of the cheap maps.
 */
export class GhostModule extends Module {
  readonly outChannels: number;
  primary_conv: Sequential;
  cheap_operation: Sequential;

  constructor(inChannels: number, outChannels: number) {
    super();
    countsOf("GhostModule", { inChannels, outChannels });
    const half = Math.ceil(outChannels / 2);
    this.outChannels = outChannels;
    this.primary_conv = new Sequential(
      new Conv2d(inChannels, half, 1, { bias: false }),
      new BatchNorm2d(half),
      new ReLU(),
    );
    this.cheap_operation = new Sequential(
      new Conv2d(half, half, 3, { padding: 1, groups: half, bias: false }),
      new BatchNorm2d(half),
      new ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    const primary = this.primary_conv(x);
    const maps = cat([primary, this.cheap_operation(primary)], 1);
    return maps.narrow(1, 0, this.outChannels);
  }
}
