import { countsOf, optionsOf } from "../arguments.ts";
import { ones } from "../creation.ts";
import { GELU } from "../layers/activations.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { LayerNorm } from "../layers/layer-norm.ts";
import { Linear } from "../layers/linear.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import { Parameter } from "../parameter.ts";
import type { Tensor } from "../tensor.ts";

/** Puts axes into another order, as a layer. */
class Permute extends Module {
  readonly dims: readonly number[];

  constructor(dims: readonly number[]) {
    super();
    this.dims = dims;
  }

  forward(x: Tensor): Tensor {
    return x.permute(this.dims);
  }
}

export interface ConvNeXtBlockOptions {
  /** What each channel's learned scale starts from; 1e-6. */
  readonly layerScale?: number;
}

/**
 * The block of ConvNeXt (Liu et al. 2022): a depthwise 7×7 convolution, then, pixel by pixel, a layer norm and two linear
 * layers with four times the channels between them; each channel is scaled by a learned number, and the input is added.
 * Fields have torchvision's names; its stochastic depth drops nothing after training.
 *
 * [N, channels, H, W] → the same.
 */
export class ConvNeXtBlock extends Module {
  block: Sequential;
  layer_scale: Parameter;

  constructor(channels: number, options: ConvNeXtBlockOptions = {}) {
    super();
    countsOf("ConvNeXtBlock", { channels });
    const { layerScale = 1e-6 } = optionsOf("ConvNeXtBlock", options);
    this.block = new Sequential(
      new Conv2d(channels, channels, 7, { padding: 3, groups: channels }),
      new Permute([0, 2, 3, 1]),
      new LayerNorm(channels, { eps: 1e-6 }),
      new Linear(channels, 4 * channels),
      new GELU(),
      new Linear(4 * channels, channels),
      new Permute([0, 3, 1, 2]),
    );
    this.layer_scale = new Parameter(ones(channels, 1, 1).mul(layerScale));
  }

  forward(x: Tensor): Tensor {
    return this.layer_scale.mul(this.block(x)).add(x);
  }
}
