import { countsOf } from "../arguments.ts";
import { cat, mean } from "../combine.ts";
import { sigmoid } from "../functional.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Flatten } from "../layers/flatten.ts";
import { Linear } from "../layers/linear.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The convolutional block attention module (Woo et al. 2018): each channel is weighed by a number that follows from the means
 * and the largest numbers of all of them, then each pixel by one that follows from those of its neighbourhood. Fields have the
 * authors' names.
 *
 * [N, channels, H, W] → the same; `channels` / `reduction` are between the two linear layers.
 */
export class CBAM extends Module {
  ChannelGate: ChannelGate;
  SpatialGate: SpatialGate;

  constructor(channels: number, reduction = 16) {
    super();
    const hidden = Math.floor(channels / reduction);
    countsOf("CBAM", { channels, "channels / reduction": hidden });
    this.ChannelGate = new ChannelGate(channels, hidden);
    this.SpatialGate = new SpatialGate();
  }

  forward(x: Tensor): Tensor {
    return this.SpatialGate(this.ChannelGate(x));
  }
}

/** y = x · σ(MLP(mean(x)) + MLP(max(x))), both over the image. */
class ChannelGate extends Module {
  mlp: Sequential;

  constructor(channels: number, hidden: number) {
    super();
    this.mlp = new Sequential(
      new Flatten(),
      new Linear(channels, hidden),
      new ReLU(),
      new Linear(hidden, channels),
    );
  }

  forward(x: Tensor): Tensor {
    const image = [2, 3];
    const scale = this.mlp(mean(x, image)).add(this.mlp(x.amax(image)));
    return x.mul(sigmoid(scale).reshape(-1, x.size(1), 1, 1));
  }
}

/** y = x · σ(norm(conv(max(x), mean(x)))), both over the channels. */
class SpatialGate extends Module {
  spatial: SpatialConv;

  constructor() {
    super();
    this.spatial = new SpatialConv();
  }

  forward(x: Tensor): Tensor {
    const keepdim = { keepdim: true };
    return x.mul(sigmoid(this.spatial(cat([x.amax(1, keepdim), x.mean(1, keepdim)], 1))));
  }
}

/** A 7×7 convolution of two maps to one, and its batch norm. */
class SpatialConv extends Module {
  conv: Conv2d;
  bn: BatchNorm2d;

  constructor() {
    super();
    this.conv = new Conv2d(2, 1, 7, { padding: 3, bias: false });
    this.bn = new BatchNorm2d(1);
  }

  forward(x: Tensor): Tensor {
    return this.bn(this.conv(x));
  }
}
