import { nn, type Tensor } from "cnn-blocks";

/** Four steps down, four up, each joined with what its size gave on the way down. Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597. */
export class UNet extends nn.Module {
  static exampleInput = [1, 3, 256, 256];

  inc: nn.DoubleConv;
  down1: nn.UNetDown;
  down2: nn.UNetDown;
  down3: nn.UNetDown;
  down4: nn.UNetDown;
  up1: nn.UNetUp;
  up2: nn.UNetUp;
  up3: nn.UNetUp;
  up4: nn.UNetUp;
  outc: nn.Conv2d;

  constructor(numClasses = 2, inChannels = 3, width = 64) {
    super();
    this.inc = new nn.DoubleConv(inChannels, width);
    this.down1 = new nn.UNetDown(width, 2 * width);
    this.down2 = new nn.UNetDown(2 * width, 4 * width);
    this.down3 = new nn.UNetDown(4 * width, 8 * width);
    this.down4 = new nn.UNetDown(8 * width, 16 * width);
    this.up1 = new nn.UNetUp(16 * width, 8 * width);
    this.up2 = new nn.UNetUp(8 * width, 4 * width);
    this.up3 = new nn.UNetUp(4 * width, 2 * width);
    this.up4 = new nn.UNetUp(2 * width, width);
    this.outc = new nn.Conv2d(width, numClasses, 1);
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
