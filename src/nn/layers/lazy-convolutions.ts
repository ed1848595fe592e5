import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import type { PlainConvolutionOptions } from "./convolution-layer.ts";
import { LazyGroupedLayer } from "./lazy-layer.ts";
import type { OpCall } from "./op-layer.ts";
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
abstract class LazyConvolution<S extends readonly number[]> extends LazyGroupedLayer {
  readonly outChannels: number;
  readonly kernelSize: S;
  readonly stride: S;
  readonly padding: S | "same" | "valid";
  readonly dilation: S;
  readonly groups: number;
  readonly #axes: number;

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
    super(bias);
    this.outChannels = outChannels;
    this.kernelSize = sizes(axes, kernelSize);
    this.stride = sizes(axes, stride);
    this.padding = typeof padding === "string" ? padding : sizes(axes, padding);
    this.dilation = sizes(axes, dilation);
    this.groups = groups;
    this.#axes = axes;
    this.checked();
  }

  /** How many channels arrive; null until the first tensor has. */
  get inChannels(): number | null {
    return this.size;
  }

  /** @internal */
  override get takesWeights(): boolean {
    return this.#axes === 2;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor(`conv${this.#axes}d`, x).size(-1 - this.#axes);
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return applyForm(`functional-conv${this.#axes}d`, this.#window(), x, weight, this.bias);
  }

  protected override opFor(inChannels: number): OpCall {
    const { outChannels, kernelSize } = this;
    const attrs = { inChannels, outChannels, kernelSize, ...this.#window(), bias: this.hasBias };
    return { op: `conv${this.#axes}d`, attrs };
  }

  #window(): Attrs {
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
