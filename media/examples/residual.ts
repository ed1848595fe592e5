// The residual block (He et al. 2015, https://arxiv.org/abs/1512.03385).
//
// Stack plain convolutions deeper and deeper, and at some point even the training error rises again: the
// degradation problem. It is not overfitting. A deeper net could copy the shallower one and pass everything
// else through, but "pass it through unchanged" turns out to be hard to learn for a stack of layers with
// ReLUs between them.
//
// The residual block makes it easy. Instead of the desired mapping H(x) it learns only the difference from its
// input, F(x) = H(x) − x, and adds x back. With F = 0 the block is the identity, so one more block cannot
// hurt, and in training the gradient always has a path back that no layer weakens.

import { F, nn, randn, type Tensor } from "cnn-blocks";

export class ResidualBlock extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  bn2: nn.BatchNorm2d;
  shortcut: nn.Sequential;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    // No bias: the batch norm that follows would remove it again and has one of its own.
    this.conv1 = new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new nn.BatchNorm2d(outChannels);
    this.conv2 = new nn.Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);

    // An empty Sequential returns its input, so x itself is added.
    this.shortcut = new nn.Sequential();
    // The sum needs equal shapes. Where the block changes the number of channels or, by its stride, the size
    // of the image, x has to change along with it. A 1×1 convolution is the cheapest way to do that.
    if (stride !== 1 || inChannels !== outChannels) {
      this.shortcut = new nn.Sequential(
        new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false }),
        new nn.BatchNorm2d(outChannels),
      );
    }
  }

  forward(x: Tensor): Tensor {
    let out = F.relu(this.bn1(this.conv1(x)));
    out = this.bn2(this.conv2(out));
    // The last ReLU comes after the sum. If it came before, F(x) could only add to x, never subtract from it.
    return F.relu(out.add(this.shortcut(x)));
  }
}

// 32 images, 64 channels, 32×32 pixels.
const x = randn(32, 64, 32, 32);

// Same shape in and out: no projection, and the shortcut costs nothing but an addition.
const blockSame = new ResidualBlock(64, 64);
export const same = blockSame(x);

// Twice the channels on a quarter of the pixels: here the shortcut needs its own 1×1 convolution.
const blockDown = new ResidualBlock(64, 128, 2);
export const down = blockDown(x);

// To think about: what would happen if blockDown had no projection? Remove the `if` and read the problem.
