import { cat, F, nn, type Tensor } from "cnn-blocks";

/** Convolves half of the channels, then shuffles them all. Ma et al. 2018, https://arxiv.org/abs/1807.11164. */
export class ShuffleUnit extends nn.Module {
  stride: number;
  branch1: nn.Sequential;
  branch2: nn.Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.stride = stride;
    const half = Math.floor(outChannels / 2);
    const seen = stride === 1 ? half : inChannels;
    this.branch1 =
      stride === 1
        ? new nn.Sequential()
        : new nn.Sequential(
            new nn.Conv2d(inChannels, inChannels, 3, { stride, padding: 1, groups: inChannels, bias: false }),
            new nn.BatchNorm2d(inChannels),
            new nn.Conv2d(inChannels, half, 1, { bias: false }),
            new nn.BatchNorm2d(half),
            new nn.ReLU(),
          );
    this.branch2 = new nn.Sequential(
      new nn.Conv2d(seen, half, 1, { bias: false }),
      new nn.BatchNorm2d(half),
      new nn.ReLU(),
      new nn.Conv2d(half, half, 3, { stride, padding: 1, groups: half, bias: false }),
      new nn.BatchNorm2d(half),
      new nn.Conv2d(half, half, 1, { bias: false }),
      new nn.BatchNorm2d(half),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    if (this.stride > 1) return F.channelShuffle(cat([this.branch1(x), this.branch2(x)], 1), 2);
    const [kept, seen] = x.chunk(2, 1);
    return F.channelShuffle(cat([kept, this.branch2(seen)], 1), 2);
  }
}
