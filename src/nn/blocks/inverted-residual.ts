import { countsOf } from "../arguments.ts";
import { ReLU6 } from "../layers/activations.ts";
import { BatchNorm2d } from "../layers/batch-norm2d.ts";
import { Conv2d } from "../layers/conv2d.ts";
import { Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvNormActivation } from "./conv-norm-activation.ts";

/**
 * The inverted residual of MobileNetV2 (Sandler et al. 2018): widens by 1×1 to `expansion` times the channels, convolves each
 * channel alone, and narrows by 1×1 without an activation; where shapes allow it, the input is added.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class InvertedResidual extends Module {
  conv: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, outChannels: number, stride = 1, expansion = 6) {
    super();
    const hidden = inChannels * expansion;
    countsOf("InvertedResidual", { inChannels, outChannels, stride, "inChannels * expansion": hidden });
    const widen = expansion === 1 ? [] : [new ConvNormActivation(inChannels, hidden, 1, new ReLU6())];
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    this.conv = new Sequential(
      ...widen,
      new ConvNormActivation(hidden, hidden, 3, new ReLU6(), { stride, groups: hidden }),
      new Conv2d(hidden, outChannels, 1, { bias: false }),
      new BatchNorm2d(outChannels),
    );
  }

  forward(x: Tensor): Tensor {
    const out = this.conv(x);
    return this.hasShortcut ? x.add(out) : out;
  }
}
