import { cat } from "../combine.ts";
import { avgPool2d, maxPool2d } from "../functional.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { BasicConv2d } from "./basic-conv2d.ts";

/*
 * The five kinds of modules of Inception v3, with torchvision's names. Branches lie side by side along the channels.
 */

/** At 35×35: 1×1, 5×5, two 3×3 and a mean; 224 + `poolChannels` channels. */
export class InceptionA extends Module {
  branch1x1: BasicConv2d;
  branch5x5_1: BasicConv2d;
  branch5x5_2: BasicConv2d;
  branch3x3dbl_1: BasicConv2d;
  branch3x3dbl_2: BasicConv2d;
  branch3x3dbl_3: BasicConv2d;
  branch_pool: BasicConv2d;

  constructor(inChannels: number, poolChannels: number) {
    super();
    this.branch1x1 = new BasicConv2d(inChannels, 64, 1);
    this.branch5x5_1 = new BasicConv2d(inChannels, 48, 1);
    this.branch5x5_2 = new BasicConv2d(48, 64, 5, { padding: 2 });
    this.branch3x3dbl_1 = new BasicConv2d(inChannels, 64, 1);
    this.branch3x3dbl_2 = new BasicConv2d(64, 96, 3, { padding: 1 });
    this.branch3x3dbl_3 = new BasicConv2d(96, 96, 3, { padding: 1 });
    this.branch_pool = new BasicConv2d(inChannels, poolChannels, 1);
  }

  forward(x: Tensor): Tensor {
    const five = this.branch5x5_2(this.branch5x5_1(x));
    const three = this.branch3x3dbl_3(this.branch3x3dbl_2(this.branch3x3dbl_1(x)));
    const pooled = this.branch_pool(avgPool2d(x, 3, { stride: 1, padding: 1 }));
    return cat([this.branch1x1(x), five, three, pooled], 1);
  }
}

/** From 35×35 to 17×17; 480 channels beside those of the input. */
export class InceptionB extends Module {
  branch3x3: BasicConv2d;
  branch3x3dbl_1: BasicConv2d;
  branch3x3dbl_2: BasicConv2d;
  branch3x3dbl_3: BasicConv2d;

  constructor(inChannels: number) {
    super();
    this.branch3x3 = new BasicConv2d(inChannels, 384, 3, { stride: 2 });
    this.branch3x3dbl_1 = new BasicConv2d(inChannels, 64, 1);
    this.branch3x3dbl_2 = new BasicConv2d(64, 96, 3, { padding: 1 });
    this.branch3x3dbl_3 = new BasicConv2d(96, 96, 3, { stride: 2 });
  }

  forward(x: Tensor): Tensor {
    const three = this.branch3x3dbl_3(this.branch3x3dbl_2(this.branch3x3dbl_1(x)));
    return cat([this.branch3x3(x), three, maxPool2d(x, 3, { stride: 2 })], 1);
  }
}

/** At 17×17: kernels of 7×7 as one of 1×7 and one of 7×1, `channels` between them; 768 channels. */
export class InceptionC extends Module {
  branch1x1: BasicConv2d;
  branch7x7_1: BasicConv2d;
  branch7x7_2: BasicConv2d;
  branch7x7_3: BasicConv2d;
  branch7x7dbl_1: BasicConv2d;
  branch7x7dbl_2: BasicConv2d;
  branch7x7dbl_3: BasicConv2d;
  branch7x7dbl_4: BasicConv2d;
  branch7x7dbl_5: BasicConv2d;
  branch_pool: BasicConv2d;

  constructor(inChannels: number, channels: number) {
    super();
    this.branch1x1 = new BasicConv2d(inChannels, 192, 1);
    this.branch7x7_1 = new BasicConv2d(inChannels, channels, 1);
    this.branch7x7_2 = new BasicConv2d(channels, channels, [1, 7], { padding: [0, 3] });
    this.branch7x7_3 = new BasicConv2d(channels, 192, [7, 1], { padding: [3, 0] });
    this.branch7x7dbl_1 = new BasicConv2d(inChannels, channels, 1);
    this.branch7x7dbl_2 = new BasicConv2d(channels, channels, [7, 1], { padding: [3, 0] });
    this.branch7x7dbl_3 = new BasicConv2d(channels, channels, [1, 7], { padding: [0, 3] });
    this.branch7x7dbl_4 = new BasicConv2d(channels, channels, [7, 1], { padding: [3, 0] });
    this.branch7x7dbl_5 = new BasicConv2d(channels, 192, [1, 7], { padding: [0, 3] });
    this.branch_pool = new BasicConv2d(inChannels, 192, 1);
  }

  forward(x: Tensor): Tensor {
    const seven = this.branch7x7_3(this.branch7x7_2(this.branch7x7_1(x)));
    let twice = this.branch7x7dbl_3(this.branch7x7dbl_2(this.branch7x7dbl_1(x)));
    twice = this.branch7x7dbl_5(this.branch7x7dbl_4(twice));
    const pooled = this.branch_pool(avgPool2d(x, 3, { stride: 1, padding: 1 }));
    return cat([this.branch1x1(x), seven, twice, pooled], 1);
  }
}

/** From 17×17 to 8×8; 512 channels beside those of the input. */
export class InceptionD extends Module {
  branch3x3_1: BasicConv2d;
  branch3x3_2: BasicConv2d;
  branch7x7x3_1: BasicConv2d;
  branch7x7x3_2: BasicConv2d;
  branch7x7x3_3: BasicConv2d;
  branch7x7x3_4: BasicConv2d;

  constructor(inChannels: number) {
    super();
    this.branch3x3_1 = new BasicConv2d(inChannels, 192, 1);
    this.branch3x3_2 = new BasicConv2d(192, 320, 3, { stride: 2 });
    this.branch7x7x3_1 = new BasicConv2d(inChannels, 192, 1);
    this.branch7x7x3_2 = new BasicConv2d(192, 192, [1, 7], { padding: [0, 3] });
    this.branch7x7x3_3 = new BasicConv2d(192, 192, [7, 1], { padding: [3, 0] });
    this.branch7x7x3_4 = new BasicConv2d(192, 192, 3, { stride: 2 });
  }

  forward(x: Tensor): Tensor {
    const three = this.branch3x3_2(this.branch3x3_1(x));
    const seven = this.branch7x7x3_3(this.branch7x7x3_2(this.branch7x7x3_1(x)));
    return cat([three, this.branch7x7x3_4(seven), maxPool2d(x, 3, { stride: 2 })], 1);
  }
}

/** At 8×8: kernels of 1×3 and 3×1 side by side; 2048 channels. */
export class InceptionE extends Module {
  branch1x1: BasicConv2d;
  branch3x3_1: BasicConv2d;
  branch3x3_2a: BasicConv2d;
  branch3x3_2b: BasicConv2d;
  branch3x3dbl_1: BasicConv2d;
  branch3x3dbl_2: BasicConv2d;
  branch3x3dbl_3a: BasicConv2d;
  branch3x3dbl_3b: BasicConv2d;
  branch_pool: BasicConv2d;

  constructor(inChannels: number) {
    super();
    this.branch1x1 = new BasicConv2d(inChannels, 320, 1);
    this.branch3x3_1 = new BasicConv2d(inChannels, 384, 1);
    this.branch3x3_2a = new BasicConv2d(384, 384, [1, 3], { padding: [0, 1] });
    this.branch3x3_2b = new BasicConv2d(384, 384, [3, 1], { padding: [1, 0] });
    this.branch3x3dbl_1 = new BasicConv2d(inChannels, 448, 1);
    this.branch3x3dbl_2 = new BasicConv2d(448, 384, 3, { padding: 1 });
    this.branch3x3dbl_3a = new BasicConv2d(384, 384, [1, 3], { padding: [0, 1] });
    this.branch3x3dbl_3b = new BasicConv2d(384, 384, [3, 1], { padding: [1, 0] });
    this.branch_pool = new BasicConv2d(inChannels, 192, 1);
  }

  forward(x: Tensor): Tensor {
    const three = this.branch3x3_1(x);
    const twice = this.branch3x3dbl_2(this.branch3x3dbl_1(x));
    const threes = cat([this.branch3x3_2a(three), this.branch3x3_2b(three)], 1);
    const twices = cat([this.branch3x3dbl_3a(twice), this.branch3x3dbl_3b(twice)], 1);
    const pooled = this.branch_pool(avgPool2d(x, 3, { stride: 1, padding: 1 }));
    return cat([this.branch1x1(x), threes, twices, pooled], 1);
  }
}
