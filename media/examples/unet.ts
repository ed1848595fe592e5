// The U-Net (Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597).
//
// A classifier may forget where things are: it only has to say what is in the picture. Segmentation needs an
// answer for every pixel. To tell what a pixel belongs to takes a wide view, so the image has to shrink, as in
// a classifier. To tell exactly where an edge runs takes a close view, on maps that have not been shrunk.
//
// The U-Net has both. An encoder halves the image step by step while the channels double. A decoder doubles it
// again, and at each size the encoder's maps of that size come across the U and are concatenated to its own. So
// only what needs the wide view has to pass through the bottom.

import { cat, F, nn, randn, type Tensor } from "cnn-blocks";

// Two 3×3 convolutions, the U-Net's unit at every size. Padding keeps the size; the paper's own net has none and
// crops the encoder's maps instead.
export class DoubleConv extends nn.Module {
  conv1: nn.Conv2d;
  bn1: nn.BatchNorm2d;
  conv2: nn.Conv2d;
  bn2: nn.BatchNorm2d;

  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv1 = new nn.Conv2d(inChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn1 = new nn.BatchNorm2d(outChannels);
    this.conv2 = new nn.Conv2d(outChannels, outChannels, 3, { padding: 1, bias: false });
    this.bn2 = new nn.BatchNorm2d(outChannels);
  }

  forward(x: Tensor): Tensor {
    const out = F.relu(this.bn1(this.conv1(x)));
    return F.relu(this.bn2(this.conv2(out)));
  }
}

// One step of the decoder: twice as large, half as many channels, then joined with the encoder's maps.
export class Up extends nn.Module {
  up: nn.Layer;
  conv: DoubleConv;

  constructor(inChannels: number, outChannels: number, how: "learned" | "bilinear") {
    super();
    // A transposed convolution whose kernel is as large as its stride turns each pixel into 2×2 pixels and learns
    // their values. Bilinear interpolation has nothing to learn; a 1×1 convolution halves the channels.
    this.up =
      how === "learned"
        ? new nn.ConvTranspose2d(inChannels, outChannels, 2, { stride: 2 })
        : new nn.Sequential(
            new nn.Upsample({ scaleFactor: 2, mode: "bilinear" }),
            new nn.Conv2d(inChannels, outChannels, 1),
          );
    // The maps from below and those from across have outChannels each.
    this.conv = new DoubleConv(2 * outChannels, outChannels);
  }

  forward(below: Tensor, across: Tensor): Tensor {
    return this.conv(cat([across, this.up(below)], 1));
  }
}

export class UNet extends nn.Module {
  enter: DoubleConv;
  down1: DoubleConv;
  down2: DoubleConv;
  bottom: DoubleConv;
  up2: Up;
  up1: Up;
  up0: Up;
  head: nn.Conv2d;

  constructor(inChannels: number, classes: number, width = 16, how: "learned" | "bilinear" = "learned") {
    super();
    this.enter = new DoubleConv(inChannels, width);
    this.down1 = new DoubleConv(width, 2 * width);
    this.down2 = new DoubleConv(2 * width, 4 * width);
    this.bottom = new DoubleConv(4 * width, 8 * width);
    this.up2 = new Up(8 * width, 4 * width, how);
    this.up1 = new Up(4 * width, 2 * width, how);
    this.up0 = new Up(2 * width, width, how);
    // A score for each class at each pixel.
    this.head = new nn.Conv2d(width, classes, 1);
  }

  forward(x: Tensor): Tensor {
    const full = this.enter(x);
    const half = this.down1(F.maxPool2d(full, 2));
    const quarter = this.down2(F.maxPool2d(half, 2));
    // Hover over `low`: each of its numbers has seen 68×68 pixels. Then hover over `scores`, at full size again.
    const low = this.bottom(F.maxPool2d(quarter, 2));
    let out = this.up2(low, quarter);
    out = this.up1(out, half);
    const scores = this.head(this.up0(out, full));
    return scores;
  }
}

// One image of 128×128 pixels, two classes: object and background.
const x = randn(1, 3, 128, 128);

export const scores = new UNet(3, 2)(x);

// To think about: how much does it save to enlarge by interpolation, new UNet(3, 2, 16, "bilinear")? And an image
// of 130×130 pixels fails at a concatenation. Which one, and why? Try both.
