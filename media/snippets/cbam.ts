import { cat, F, mean, nn, type Tensor } from "cnn-blocks";

/** Weighs each channel by all of them, then each pixel by its neighbourhood. Woo et al. 2018, https://arxiv.org/abs/1807.06521. */
export class CBAM extends nn.Module {
  ChannelGate: CBAMChannelGate;
  SpatialGate: CBAMSpatialGate;

  constructor(channels: number, reduction = 16) {
    super();
    this.ChannelGate = new CBAMChannelGate(channels, Math.floor(channels / reduction));
    this.SpatialGate = new CBAMSpatialGate();
  }

  forward(x: Tensor): Tensor {
    return this.SpatialGate(this.ChannelGate(x));
  }
}

/** y = x · σ(mlp(mean) + mlp(max)), both over the image. */
class CBAMChannelGate extends nn.Module {
  mlp: nn.Sequential;

  constructor(channels: number, hidden: number) {
    super();
    this.mlp = new nn.Sequential(
      new nn.Flatten(),
      new nn.Linear(channels, hidden),
      new nn.ReLU(),
      new nn.Linear(hidden, channels),
    );
  }

  forward(x: Tensor): Tensor {
    const scale = this.mlp(mean(x, [2, 3])).add(this.mlp(x.amax([2, 3])));
    return x.mul(F.sigmoid(scale).reshape(-1, x.size(1), 1, 1));
  }
}

/** y = x · σ(conv(max, mean)), both over the channels. */
class CBAMSpatialGate extends nn.Module {
  spatial: nn.Sequential;

  constructor() {
    super();
    this.spatial = new nn.Sequential({
      conv: new nn.Conv2d(2, 1, 7, { padding: 3, bias: false }),
      bn: new nn.BatchNorm2d(1),
    });
  }

  forward(x: Tensor): Tensor {
    const maps = cat([x.amax(1, { keepdim: true }), x.mean(1, { keepdim: true })], 1);
    return x.mul(F.sigmoid(this.spatial(maps)));
  }
}
