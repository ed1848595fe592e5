import { maxPool2d, relu } from "../functional.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

/** Every second pixel of the smallest level, as Faster R-CNN's pyramid ends (Lin et al. 2016). */
export class PooledTop extends Module {
  forward(smallest: Tensor): readonly Tensor[] {
    return [maxPool2d(smallest, 1, { stride: 2 })];
  }
}

/** Two more levels by convolutions of stride 2, as RetinaNet's pyramid ends (Lin et al. 2017), with torchvision's names. */
export class ConvolvedTop extends Module {
  p6: Conv2d;
  p7: Conv2d;

  constructor(channels: number) {
    super();
    this.p6 = new Conv2d(channels, channels, 3, { stride: 2, padding: 1 });
    this.p7 = new Conv2d(channels, channels, 3, { stride: 2, padding: 1 });
  }

  forward(smallest: Tensor): readonly Tensor[] {
    const p6 = this.p6(smallest);
    return [p6, this.p7(relu(p6))];
  }
}
