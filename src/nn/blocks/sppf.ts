import { countsOf } from "../arguments.ts";
import { cat } from "../combine.ts";
import { MaxPool2d } from "../layers/max-pool2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvUnit } from "./conv-unit.ts";

/**
 * YOLOv5's fast spatial pyramid pooling (Jocher 2021, after He et al. 2014): three max pools one after the other see windows
 * of 5, 9 and 13 pixels, and a 1×1 convolution joins what all of them see. Fields have Ultralytics' names.
 *
 * [N, inChannels, H, W] → [N, outChannels, H, W].
 */
export class SPPF extends Module {
  cv1: ConvUnit;
  cv2: ConvUnit;
  m: MaxPool2d;

  constructor(inChannels: number, outChannels: number, kernelSize = 5) {
    super();
    countsOf("SPPF", { inChannels, outChannels, kernelSize });
    const hidden = Math.floor(inChannels / 2);
    this.cv1 = new ConvUnit(inChannels, hidden);
    this.cv2 = new ConvUnit(4 * hidden, outChannels);
    this.m = new MaxPool2d(kernelSize, { stride: 1, padding: Math.floor(kernelSize / 2) });
  }

  forward(x: Tensor): Tensor {
    const once = this.cv1(x);
    const twice = this.m(once);
    const thrice = this.m(twice);
    return this.cv2(cat([once, twice, thrice, this.m(thrice)], 1));
  }
}
