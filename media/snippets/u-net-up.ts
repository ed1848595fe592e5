import { cat, F, nn, type Tensor } from "cnn-blocks";

/** Enlarges what comes from below and joins it with what comes across. Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597. */
export class UNetUp extends nn.Module {
  up: nn.ConvTranspose2d;
  conv: nn.Sequential;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.up = new nn.ConvTranspose2d(inChannels, inChannels / 2, 2, { stride: 2 });
    this.conv = new nn.Sequential(
      new nn.Conv2d(inChannels, outChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
      new nn.Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
    );
  }

  forward(below: Tensor, across: Tensor): Tensor {
    const enlarged = this.up(below);
    // An odd size was rounded down on the way: what is missing comes as zeros.
    const rows = across.size(2) - enlarged.size(2);
    const columns = across.size(3) - enlarged.size(3);
    const left = Math.floor(columns / 2);
    const top = Math.floor(rows / 2);
    return this.conv(cat([across, F.pad(enlarged, [left, columns - left, top, rows - top])], 1));
  }
}
