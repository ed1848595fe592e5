// The depthwise separable convolution (Howard et al. 2017, https://arxiv.org/abs/1704.04861).
//
// A full convolution does two things at once: it looks at a neighbourhood, and it mixes the channels. With 64
// channels in, 128 out and a 3×3 kernel, that takes 64 · 128 · 9 weights. Done one after the other, it takes
// 64 · 9 weights to filter each channel by itself (depthwise) and 64 · 128 to mix them pixel by pixel
// (pointwise): about an eighth, for a small loss of accuracy. MobileNets consist of little else, which is why
// they run in real time on phones and other small devices.

import { F, nn, randn, type Tensor } from "cnn-blocks";

export class DepthwiseSeparableConv extends nn.Module {
  depthwise: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  pointwise: nn.Conv2d;
  bn2: nn.BatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    // As many groups as channels: each filter sees only one channel. It finds patterns but mixes nothing.
    this.depthwise = new nn.Conv2d(inChannels, inChannels, 3, {
      stride,
      padding: 1,
      groups: inChannels,
      bias: false,
    });
    this.bn1 = new nn.BatchNorm2d(inChannels);
    // A 1×1 kernel sees only one pixel, but all of its channels. It mixes but finds no patterns.
    this.pointwise = new nn.Conv2d(inChannels, outChannels, 1, { bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const filtered = F.relu(this.bn1(this.depthwise(x)));
    return F.relu(this.bn2(this.pointwise(filtered)));
  }
}

const x = randn(1, 64, 56, 56);

const separable = new DepthwiseSeparableConv(64, 128);
export const light = separable(x);

// The layer that it replaces. Hover over both constructions and compare the parameters and the MACs.
const full = new nn.Conv2d(64, 128, 3, { padding: 1 });
export const heavy = full(x);

// To think about: which of the two steps costs more, and what does that say about where a MobileNet spends
// its time?
