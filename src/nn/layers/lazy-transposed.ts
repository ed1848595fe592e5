import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { asTensor, type Tensor } from "../tensor.ts";
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
import type { TransposedOptions } from "./transposed-layer.ts";

export interface LazyConvTranspose1dOptions extends TransposedOptions<Single> {}
export interface LazyConvTranspose2dOptions extends TransposedOptions<Pair> {}
export interface LazyConvTranspose3dOptions extends TransposedOptions<Triple> {}

/** What `LazyConvTranspose1d`, `LazyConvTranspose2d` and `LazyConvTranspose3d` have in common. */
abstract class LazyTransposed<S extends readonly number[]> extends LazyGroupedLayer {
  readonly outChannels: number;
  readonly kernelSize: S;
  readonly stride: S;
  readonly padding: S;
  readonly outputPadding: S;
  readonly dilation: S;
  readonly groups: number;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, outChannels: number, kernelSize: number | S, options: TransposedOptions<S>) {
    const {
      stride = 1,
      padding = 0,
      outputPadding = 0,
      groups = 1,
      bias = true,
      dilation = 1,
    } = optionsOf(`conv-transpose${axes}d`, options);
    super(bias);
    this.outChannels = outChannels;
    this.kernelSize = sizes(axes, kernelSize);
    this.stride = sizes(axes, stride);
    this.padding = sizes(axes, padding);
    this.outputPadding = sizes(axes, outputPadding);
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

  /** @internal */
  override get outputAxis(): number {
    return 1;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor(`conv-transpose${this.#axes}d`, x).size(-1 - this.#axes);
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return applyForm(`functional-conv-transpose${this.#axes}d`, this.#window(), x, weight, this.bias);
  }

  protected override opFor(inChannels: number): OpCall {
    const { outChannels, kernelSize } = this;
    const attrs = { inChannels, outChannels, kernelSize, ...this.#window(), bias: this.hasBias };
    return { op: `conv-transpose${this.#axes}d`, attrs };
  }

  #window(): Attrs {
    const { stride, padding, outputPadding, dilation, groups } = this;
    return { stride, padding, outputPadding, dilation, groups };
  }
}

/** `ConvTranspose1d` with as many input channels as the first signal has. */
export class LazyConvTranspose1d extends LazyTransposed<Single> {
  constructor(outChannels: number, kernelSize: Size1d, options: LazyConvTranspose1dOptions = {}) {
    super(1, outChannels, kernelSize, options);
  }
}

/** `ConvTranspose2d` with as many input channels as the first image has. */
export class LazyConvTranspose2d extends LazyTransposed<Pair> {
  constructor(outChannels: number, kernelSize: Size2d, options: LazyConvTranspose2dOptions = {}) {
    super(2, outChannels, kernelSize, options);
  }
}

/** `ConvTranspose3d` with as many input channels as the first volume has. */
export class LazyConvTranspose3d extends LazyTransposed<Triple> {
  constructor(outChannels: number, kernelSize: Size3d, options: LazyConvTranspose3dOptions = {}) {
    super(3, outChannels, kernelSize, options);
  }
}
