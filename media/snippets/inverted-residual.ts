import { nn, type Tensor } from "cnn-blocks";

/** Widens by 1×1, convolves each channel alone, narrows by 1×1. Sandler et al. 2018, https://arxiv.org/abs/1801.04381. */
export class InvertedResidual extends nn.Module {
  hasShortcut: boolean;
  conv: nn.Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1, expansion = 6) {
    super();
    const hidden = inChannels * expansion;
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    const widen = new nn.Sequential(
      new nn.Conv2d(inChannels, hidden, 1, { bias: false }),
      new nn.BatchNorm2d(hidden),
      new nn.ReLU6(),
    );
    this.conv = new nn.Sequential(
      ...(expansion === 1 ? [] : [widen]),
      new nn.Sequential(
        new nn.Conv2d(hidden, hidden, 3, { stride, padding: 1, groups: hidden, bias: false }),
        new nn.BatchNorm2d(hidden),
        new nn.ReLU6(),
      ),
      new nn.Conv2d(hidden, outChannels, 1, { bias: false }),
      new nn.BatchNorm2d(outChannels),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.conv(x);
    return this.hasShortcut ? x.add(out) : out;
  }
}
