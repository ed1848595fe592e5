// The inception module (Szegedy et al. 2014, https://arxiv.org/abs/1409.4842).
//
// Which kernel size is right for a layer? A face may fill the image or be a few pixels wide, so there is no
// single answer. The inception module does not choose: it runs 1×1, 3×3 and 5×5 convolutions and a max pool
// side by side on the same input, and joins their outputs along the channels. The next layer takes what it
// needs.
//
// Done naively that is far too expensive: a 5×5 convolution of 192 channels costs 25 · 192 multiplications
// for every number it outputs. So a 1×1 convolution first squeezes the channels, here to 16, and the large
// kernel works on those.

import { cat, nn, randn, type Tensor } from "cnn-blocks";

export class InceptionModule extends nn.Module {
  b1: nn.Sequential;
  b2: nn.Sequential;
  b3: nn.Sequential;
  b4: nn.Sequential;

  constructor(
    inChannels: number,
    n1x1: number,
    n3x3Reduce: number,
    n3x3: number,
    n5x5Reduce: number,
    n5x5: number,
    poolProj: number,
  ) {
    super();
    // What each pixel says on its own.
    this.b1 = new nn.Sequential(new nn.Conv2d(inChannels, n1x1, 1), new nn.BatchNorm2d(n1x1), new nn.ReLU());

    // Squeeze, then look at 3×3 neighbourhoods. Padding keeps all branches at the same height and width.
    this.b2 = new nn.Sequential(
      new nn.Conv2d(inChannels, n3x3Reduce, 1),
      new nn.BatchNorm2d(n3x3Reduce),
      new nn.ReLU(),
      new nn.Conv2d(n3x3Reduce, n3x3, 3, { padding: 1 }),
      new nn.BatchNorm2d(n3x3),
      new nn.ReLU(),
    );

    // Squeeze harder, because the 5×5 is the most expensive of all.
    this.b3 = new nn.Sequential(
      new nn.Conv2d(inChannels, n5x5Reduce, 1),
      new nn.BatchNorm2d(n5x5Reduce),
      new nn.ReLU(),
      new nn.Conv2d(n5x5Reduce, n5x5, 5, { padding: 2 }),
      new nn.BatchNorm2d(n5x5),
      new nn.ReLU(),
    );

    // The strongest response around each pixel. A pool cannot change the channels, so the 1×1 comes after it.
    this.b4 = new nn.Sequential(
      new nn.MaxPool2d(3, { stride: 1, padding: 1 }),
      new nn.Conv2d(inChannels, poolProj, 1),
      new nn.BatchNorm2d(poolProj),
      new nn.ReLU(),
    );
  }

  forward(x: Tensor): Tensor {
    // Dimension 1 is the channels: N×C×H×W.
    return cat([this.b1(x), this.b2(x), this.b3(x), this.b4(x)], 1);
  }
}

// The first inception module of GoogLeNet: 64 + 128 + 32 + 32 = 256 channels come out.
const inception3a = new InceptionModule(192, 64, 96, 128, 16, 32, 32);
export const y = inception3a(randn(32, 192, 28, 28));

// To think about: what would b3 cost without its 1×1? Hover over the 5×5 convolution, then give it inChannels
// directly.
