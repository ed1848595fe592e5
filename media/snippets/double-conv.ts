import { nn } from "cnn-blocks";

/** Two 3×3 convolutions, each with a norm and a ReLU, as U-Net has them. Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597. */
export class DoubleConv extends nn.Sequential {
  constructor(inChannels: number, outChannels: number, middleChannels = outChannels) {
    super(
      new nn.Conv2d(inChannels, middleChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(middleChannels),
      new nn.ReLU(),
      new nn.Conv2d(middleChannels, outChannels, 3, { padding: 1, bias: false }),
      new nn.BatchNorm2d(outChannels),
      new nn.ReLU(),
    );
  }
}
