import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import type { PlainConvolutionOptions } from "./convolution-layer.ts";
import { LazyWindowLayer } from "./lazy-window-layer.ts";
import {
  type Pair,
  type Single,
  type Size1d,
  type Size2d,
  type Size3d,
  sizes,
  type Triple,
} from "./sizes.ts";

export interface LazyConv1dOptions extends PlainConvolutionOptions<Single> {}
export interface LazyConv2dOptions extends PlainConvolutionOptions<Pair> {}
export interface LazyConv3dOptions extends PlainConvolutionOptions<Triple> {}

/** What `LazyConv1d`, `LazyConv2d` and `LazyConv3d` have in common. */
abstract class LazyConvolution<S extends readonly number[]> extends LazyWindowLayer<S> {
  readonly stride: S;
  readonly padding: S | "same" | "valid";
  readonly dilation: S;

  constructor(
    axes: 1 | 2 | 3,
    outChannels: number,
    kernelSize: number | S,
    options: PlainConvolutionOptions<S>,
  ) {
    const {
      stride = 1,
      padding = 0,
      dilation = 1,
      groups = 1,
      bias = true,
    } = optionsOf(`conv${axes}d`, options);
    super(axes, "conv", outChannels, kernelSize, { groups, bias });
    this.stride = sizes(axes, stride);
    this.padding = typeof padding === "string" ? padding : sizes(axes, padding);
    this.dilation = sizes(axes, dilation);
    this.checked();
  }

  protected override window(): Attrs {
    const { stride, padding, dilation, groups } = this;
    return { stride, padding, dilation, groups };
  }
}

/** `Conv1d` with as many input channels as the first signal has. */
export class LazyConv1d extends LazyConvolution<Single> {
  constructor(outChannels: number, kernelSize: Size1d, options: LazyConv1dOptions = {}) {
    super(1, outChannels, kernelSize, options);
  }
}

/** `Conv2d` with as many input channels as the first image has. */
export class LazyConv2d extends LazyConvolution<Pair> {
  constructor(outChannels: number, kernelSize: Size2d, options: LazyConv2dOptions = {}) {
    super(2, outChannels, kernelSize, options);
  }
}

/** `Conv3d` with as many input channels as the first volume has. */
export class LazyConv3d extends LazyConvolution<Triple> {
  constructor(outChannels: number, kernelSize: Size3d, options: LazyConv3dOptions = {}) {
    super(3, outChannels, kernelSize, options);
  }
}
