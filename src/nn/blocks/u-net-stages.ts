import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { pad } from "../functional.ts";
import { tensorsOf } from "../given-tensors.ts";
import { ReLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { ConvTranspose2d } from "../layers/conv-transpose2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Upsample } from "../layers/upsample.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Two 3×3 convolutions of U-Net (Ronneberger et al. 2015), each with a batch norm, as is usual today, and a ReLU. */
export class DoubleConv extends Sequential {
  constructor(inChannels: number, outChannels: number, middleChannels = outChannels) {
    countsOf("DoubleConv", { inChannels, outChannels, middleChannels });
    super(
      new Conv2d(inChannels, middleChannels, 3, { padding: 1, bias: false }),
      new BatchNorm2d(middleChannels),
      new ReLU(),
      new Conv2d(middleChannels, outChannels, 3, { padding: 1, bias: false }),
      new BatchNorm2d(outChannels),
      new ReLU(),
    );
  }
}

/**
 * A step down of U-Net (Ronneberger et al. 2015): a max pool that halves the image, and two 3×3 convolutions.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌊H/2⌋, ⌊W/2⌋].
 */
export class UNetDown extends Module {
  pool: MaxPool2d;
  conv: DoubleConv;

  constructor(inChannels: number, outChannels: number) {
    super();
    countsOf("UNetDown", { inChannels, outChannels });
    this.pool = new MaxPool2d(2);
    this.conv = new DoubleConv(inChannels, outChannels);
  }

  forward(x: Tensor): Tensor {
    return this.conv(this.pool(x));
  }
}

/**
 * A step up of U-Net (Ronneberger et al. 2015): what comes from below is enlarged, by a transposed convolution that halves its
 * channels or bilinearly, padded to the size of what comes across, joined with it, and convolved twice.
 *
 * [N, inChannels or, bilinearly, inChannels / 2, h, w] and [N, inChannels / 2, H, W] → [N, outChannels, H, W].
 */
export class UNetUp extends Module {
  up: Layer;
  conv: DoubleConv;

  constructor(inChannels: number, outChannels: number, bilinear = false) {
    super();
    countsOf("UNetUp", { inChannels, outChannels, "inChannels / 2": inChannels / 2 });
    this.up = bilinear
      ? new Upsample({ scaleFactor: 2, mode: "bilinear", alignCorners: true })
      : new ConvTranspose2d(inChannels, inChannels / 2, 2, { stride: 2 });
    this.conv = new DoubleConv(inChannels, outChannels, bilinear ? inChannels / 2 : outChannels);
  }

  forward(below: Tensor, across: Tensor): Tensor {
    tensorsOf("UNetUp", { below, across });
    const enlarged = this.up(below);
    const rows = across.size(2) - enlarged.size(2);
    const columns = across.size(3) - enlarged.size(3);
    const left = Math.floor(columns / 2);
    const top = Math.floor(rows / 2);
    return this.conv(cat([across, pad(enlarged, [left, columns - left, top, rows - top])], 1));
  }
}
