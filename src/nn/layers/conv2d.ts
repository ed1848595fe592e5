import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { pair, type Size2d } from "./sizes.ts";

export interface Conv2dOptions {
  /** How far the kernel moves from one output to the next; 1. */
  stride?: Size2d | undefined;
  /** Zeros around the input; `"same"` keeps height and width, which needs stride 1. 0. */
  padding?: Size2d | "same" | "valid" | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: Size2d | undefined;
  /**
   * Parts into which the channels are divided; each sees its own only. `inChannels` makes it depthwise. 1.
   */
  groups?: number | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
}

/**
 * 2D convolution (a cross-correlation, as everywhere): each output channel is one learned filter slid over
 * the image.
 *
 * [N, inChannels, H, W] → [N, outChannels, H′, W′] with H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) −
 * 1)/stride⌋ + 1. Parameters: `weight` [outChannels, inChannels/groups, kernelHeight, kernelWidth] and `bias`
 * [outChannels].
 */
export class Conv2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: readonly [height: number, width: number];
  readonly padding: readonly [height: number, width: number] | "same" | "valid";
  readonly dilation: readonly [height: number, width: number];
  readonly groups: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(inChannels: number, outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    super();
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride);
    this.padding = typeof padding === "string" ? padding : pair(padding);
    this.dilation = pair(dilation);
    this.groups = groups;
    this.attrs = attributes("conv2d", {
      inChannels,
      outChannels,
      kernelSize: this.kernelSize,
      stride: this.stride,
      padding: this.padding,
      dilation: this.dilation,
      groups,
      bias,
    });
  }

  forward(x: Tensor): Tensor {
    return apply("conv2d", this.attrs, [x], this);
  }
}
