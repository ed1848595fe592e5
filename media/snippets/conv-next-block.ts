import { nn, ones, type Tensor } from "cnn-blocks";

/** Puts axes into another order, as a layer. */
class Permute extends nn.Module {
  dims: readonly number[];

  constructor(dims: readonly number[]) {
    super();
    this.dims = dims;
  }

  forward(x: Tensor): Tensor {
    return x.permute(this.dims);
  }
}

/** A depthwise 7×7, then two linear layers for each pixel. Liu et al. 2022, https://arxiv.org/abs/2201.03545. */
export class ConvNeXtBlock extends nn.Module {
  block: nn.Sequential;
  layer_scale: nn.Parameter;

  constructor(channels: number, layerScale = 1e-6) {
    super();
    this.block = new nn.Sequential(
      new nn.Conv2d(channels, channels, 7, { padding: 3, groups: channels }),
      new Permute([0, 2, 3, 1]),
      new nn.LayerNorm(channels, { eps: 1e-6 }),
      new nn.Linear(channels, 4 * channels),
      new nn.GELU(),
      new nn.Linear(4 * channels, channels),
      new Permute([0, 3, 1, 2]),
    );
    this.layer_scale = new nn.Parameter(ones(channels, 1, 1).mul(layerScale));
  }

  forward(x: Tensor): Tensor {
    return this.layer_scale.mul(this.block(x)).add(x);
  }
}
