import { cat, nn, type Tensor } from "cnn-blocks";

/** Makes half of the maps by a 1×1 and the others of those, depthwise. Han et al. 2019, https://arxiv.org/abs/1911.11907. */
export class GhostModule extends nn.Module {
  outChannels: number;
  primary_conv: nn.Sequential;
  cheap_operation: nn.Sequential;

  constructor(inChannels: number, outChannels: number) {
    super();
    const half = Math.ceil(outChannels / 2);
    this.outChannels = outChannels;
    this.primary_conv = new nn.Sequential(
      new nn.Conv2d(inChannels, half, 1, { bias: false }),
      new nn.BatchNorm2d(half),
      new nn.ReLU(),
    );
    this.cheap_operation = new nn.Sequential(
      new nn.Conv2d(half, half, 3, { padding: 1, groups: half, bias: false }),
      new nn.BatchNorm2d(half),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    const primary = this.primary_conv(x);
    const maps = cat([primary, this.cheap_operation(primary)], 1);
    return maps.narrow(1, 0, this.outChannels);
  }
}
