import { nn, type Tensor } from "cnn-blocks";

/** Halves the image and convolves it twice, a step down of U-Net. Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597. */
export class UNetDown extends nn.Module {
  pool: nn.MaxPool2d;
  conv: nn.Sequential;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.pool = new nn.MaxPool2d(2);
    this.conv = new nn.Sequential(
      new nn.Conv2d(inChannels, outChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
      new nn.Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    return this.conv(this.pool(x));
  }
}
