import { optionsOf } from "../arguments.ts";
import { SiLU } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";

export interface ConvUnitOptions {
  /** 1. */
  readonly stride?: number;
  /** Zeros on every side of the image; as many as keep its size at stride 1. */
  readonly padding?: number;
}

/** The YOLO family's unit, with its names: a convolution that keeps the image's size at stride 1, batch norm and SiLU. */
export class ConvUnit extends Module {
  conv: Conv2d;
  bn: BatchNorm2d;
  act: SiLU;

  constructor(inChannels: number, outChannels: number, kernelSize = 1, options: ConvUnitOptions = {}) {
    super();
    const { stride = 1, padding = (kernelSize - 1) / 2 } = optionsOf("ConvUnit", options);
    this.conv = new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, bias: false });
    this.bn = new BatchNorm2d(outChannels, { eps: 1e-3 });
    this.act = new SiLU();
  }

  forward(x: Tensor): Tensor {
    return this.act(this.bn(this.conv(x)));
  }
}

/** Two units, the first of them 1×1 or 3×3, and the sum with the input where it is wanted. */
export class ConvUnitPair extends Module {
  cv1: ConvUnit;
  cv2: ConvUnit;
  readonly hasShortcut: boolean;

  constructor(channels: number, hasShortcut: boolean, firstKernel: number) {
    super();
    this.cv1 = new ConvUnit(channels, channels, firstKernel);
    this.cv2 = new ConvUnit(channels, channels, 3);
    this.hasShortcut = hasShortcut;
  }

  forward(x: Tensor): Tensor {
    const out = this.cv2(this.cv1(x));
    return this.hasShortcut ? x.add(out) : out;
  }
}
