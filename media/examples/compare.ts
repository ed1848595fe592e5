// The patterns side by side: the same input, the same number of output channels, very different costs.
//
// Run "CNN Blocks: Compare Blocks…" on this file to see parameters, MACs, memory and time in one table.

import { nn, randn } from "cnn-blocks";

// A feature map from the middle of a net.
const x = randn(1, 64, 56, 56);

// A 3×3 convolution with bias: 64 · 128 · 9 + 128 parameters.
const standard = new nn.Conv2d(64, 128, 3, { padding: 1 });
export const standardOut = standard(x);

// Filter each channel, then mix the channels: 8.1 times fewer parameters, even with its two batch norms.
const separable = new nn.DepthwiseSeparableConv(64, 128);
export const separableOut = separable(x);

// Two 3×3 convolutions in a row, without a shortcut. Deep stacks of such blocks are hard to train.
const plain = new nn.PlainBlock(64, 128);
export const plainOut = plain(x);

// The same with a shortcut, which makes deep nets trainable. Here it costs one 1×1 convolution, because the
// number of channels changes; where the shape stays the same, a shortcut is free.
const residual = new nn.ResidualBlock(64, 128);
export const residualOut = residual(x);

// A narrow 3×3 between two 1×1 convolutions: how nets of 50 layers and more afford their depth.
const bottleneck = new nn.Bottleneck(64, 32);
export const bottleneckOut = bottleneck(x);

// Four branches that look at neighbourhoods of different sizes: 32 + 64 + 16 + 16 = 128 channels in total.
const inception = new nn.InceptionModule(64, 32, 48, 64, 8, 16, 16);
export const inceptionOut = inception(x);
