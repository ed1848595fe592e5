import { countsOf, optionsOf } from "../arguments.ts";
import { SiLU } from "../layers/activations.ts";
import { type Layer, Sequential } from "../layers/sequential.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { ConvNormActivation } from "./conv-norm-activation.ts";
import { SqueezeExcitation } from "./squeeze-excitation.ts";

export interface MBConvOptions {
  /** How many times the input's channels are convolved one by one; 6, or 4 where that is fused. */
  readonly expansion?: number;
  /** 3 */
  readonly kernelSize?: number;
  /** 1 */
  readonly stride?: number;
  /** What batch norms add to the variance; 1e-5. */
  readonly eps?: number;
}

/**
 * The block of EfficientNet (Tan & Le 2019): MobileNetV2's inverted residual with SiLU, and a squeeze and excitation before
 * the channels are narrowed again. Its stochastic depth drops nothing after training.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class MBConv extends Module {
  block: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, outChannels: number, options: MBConvOptions = {}) {
    super();
    const { expansion = 6, kernelSize = 3, stride = 1, eps = 1e-5 } = optionsOf("MBConv", options);
    const hidden = inChannels * expansion;
    countsOf("MBConv", { inChannels, outChannels, "inChannels * expansion": hidden });
    const squeezed = Math.max(1, Math.floor(inChannels / 4));
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    const layers: Layer[] = [];
    if (expansion !== 1) layers.push(new ConvNormActivation(inChannels, hidden, 1, new SiLU(), { eps }));
    layers.push(
      new ConvNormActivation(hidden, hidden, kernelSize, new SiLU(), { stride, groups: hidden, eps }),
      new SqueezeExcitation(hidden, squeezed, { activation: new SiLU() }),
      new ConvNormActivation(hidden, outChannels, 1, null, { eps }),
    );
    this.block = new Sequential(...layers);
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}

/**
 * The block of EfficientNetV2's first stages (Tan & Le 2021): one full convolution instead of MBConv's 1×1 and depthwise
 * ones, which modern hardware computes faster, then a 1×1 that narrows.
 *
 * [N, inChannels, H, W] → [N, outChannels, ⌈H/stride⌉, ⌈W/stride⌉].
 */
export class FusedMBConv extends Module {
  block: Sequential;
  readonly hasShortcut: boolean;

  constructor(inChannels: number, outChannels: number, options: MBConvOptions = {}) {
    super();
    const { expansion = 4, kernelSize = 3, stride = 1, eps = 1e-5 } = optionsOf("FusedMBConv", options);
    const hidden = inChannels * expansion;
    countsOf("FusedMBConv", { inChannels, outChannels, "inChannels * expansion": hidden });
    this.hasShortcut = stride === 1 && inChannels === outChannels;
    this.block =
      expansion === 1
        ? new Sequential(
            new ConvNormActivation(inChannels, outChannels, kernelSize, new SiLU(), { stride, eps }),
          )
        : new Sequential(
            new ConvNormActivation(inChannels, hidden, kernelSize, new SiLU(), { stride, eps }),
            new ConvNormActivation(hidden, outChannels, 1, null, { eps }),
          );
  }

  forward(x: Tensor): Tensor {
    const out = this.block(x);
    return this.hasShortcut ? out.add(x) : out;
  }
}
