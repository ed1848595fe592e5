import { DoubleConv, UNetDown, UNetUp } from "../blocks/u-net-stages.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/**
 * U-Net (Ronneberger et al. 2015) in today's form, with padding and batch norms: four steps down that double the channels, and
 * four up, each of which joins what the step down of its size gave. `bilinear` enlarges without weights.
 *
 * [N, inChannels, H, W] → [N, numClasses, H, W]; 31,037,698 parameters for two classes of colour images.
 */
export class UNet extends Module {
  static readonly exampleInput = [1, 3, 256, 256];

  inc: DoubleConv;
  down1: UNetDown;
  down2: UNetDown;
  down3: UNetDown;
  down4: UNetDown;
  up1: UNetUp;
  up2: UNetUp;
  up3: UNetUp;
  up4: UNetUp;
  outc: Conv2d;

  constructor(numClasses = 2, inChannels = 3, bilinear = false) {
    super();
    // What is enlarged without weights keeps its channels, so the step below gives half as many.
    const factor = bilinear ? 2 : 1;
    this.inc = new DoubleConv(inChannels, 64);
    this.down1 = new UNetDown(64, 128);
    this.down2 = new UNetDown(128, 256);
    this.down3 = new UNetDown(256, 512);
    this.down4 = new UNetDown(512, 1024 / factor);
    this.up1 = new UNetUp(1024, 512 / factor, bilinear);
    this.up2 = new UNetUp(512, 256 / factor, bilinear);
    this.up3 = new UNetUp(256, 128 / factor, bilinear);
    this.up4 = new UNetUp(128, 64, bilinear);
    this.outc = new Conv2d(64, numClasses, 1);
  }

  forward(x: Tensor): Tensor {
    const first = this.inc(x);
    const second = this.down1(first);
    const third = this.down2(second);
    const fourth = this.down3(third);
    let out = this.up1(this.down4(fourth), fourth);
    out = this.up2(out, third);
    out = this.up3(out, second);
    return this.outc(this.up4(out, first));
  }
}
