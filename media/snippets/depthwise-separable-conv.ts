import { F, nn, type Tensor } from "cnn-blocks";

/** Filters each channel by itself, then mixes them with a 1×1. Howard et al. 2017, https://arxiv.org/abs/1704.04861. */
export class DepthwiseSeparableConv extends nn.Module {
  depthwise: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  pointwise: nn.Conv2d;
  bn2: nn.BatchNorm2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.depthwise = new nn.Conv2d(inChannels, inChannels, 3, {
      stride,
      padding: 1,
      groups: inChannels,
      bias: false,
    });
    this.bn1 = new nn.BatchNorm2d(inChannels);
    this.pointwise = new nn.Conv2d(inChannels, outChannels, 1, { bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const out = F.relu(this.bn1(this.depthwise(x)));
    return F.relu(this.bn2(this.pointwise(out)));
  }
}
