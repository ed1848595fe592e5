import { nn, type Tensor } from "cnn-blocks";

/** An inverted residual that weighs its channels before they are narrowed. Tan & Le 2019, https://arxiv.org/abs/1905.11946. */
export class MBConv extends nn.Module {
  hasShortcut: boolean;
  block: nn.Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1, expansion = 6, kernelSize = 3) {
    super();
    const hidden = inChannels * expansion;
    const squeezed = Math.max(1, Math.floor(inChannels / 4));
    const padding = Math.floor(kernelSize / 2);
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    const widen = new nn.Sequential(
      new nn.Conv2d(inChannels, hidden, 1, { bias: false }),
      new nn.BatchNorm2d(hidden),
      new nn.SiLU(),
    );
    this.block = new nn.Sequential(
      ...(expansion === 1 ? [] : [widen]),
      new nn.Sequential(
        new nn.Conv2d(hidden, hidden, kernelSize, { stride, padding, groups: hidden, bias: false }),
        new nn.BatchNorm2d(hidden),
        new nn.SiLU(),
      ),
      new nn.SqueezeExcitation(hidden, squeezed, { activation: new nn.SiLU() }),
      new nn.Sequential(
        new nn.Conv2d(hidden, outChannels, 1, { bias: false }),
        new nn.BatchNorm2d(outChannels),
      ),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}
