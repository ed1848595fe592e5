import { nn, type Tensor } from "cnn-blocks";

/** One full convolution instead of a 1×1 and a depthwise one, then a 1×1. Tan & Le 2021, https://arxiv.org/abs/2104.00298. */
export class FusedMBConv extends nn.Module {
  hasShortcut: boolean;
  block: nn.Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1, expansion = 4) {
    super();
    const hidden = expansion === 1 ? outChannels : inChannels * expansion;
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    const narrow = new nn.Sequential(
      new nn.Conv2d(hidden, outChannels, 1, { bias: false }),
      new nn.BatchNorm2d(outChannels),
    );
    this.block = new nn.Sequential(
      new nn.Sequential(
        new nn.Conv2d(inChannels, hidden, 3, { stride, padding: 1, bias: false }),
        new nn.BatchNorm2d(hidden),
        new nn.SiLU(),
      ),
      ...(expansion === 1 ? [] : [narrow]),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}
