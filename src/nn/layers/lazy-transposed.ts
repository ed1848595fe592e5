import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
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
import type { TransposedOptions } from "./transposed-layer.ts";

export interface LazyConvTranspose1dOptions extends TransposedOptions<Single> {}
export interface LazyConvTranspose2dOptions extends TransposedOptions<Pair> {}
export interface LazyConvTranspose3dOptions extends TransposedOptions<Triple> {}

/** What `LazyConvTranspose1d`, `LazyConvTranspose2d` and `LazyConvTranspose3d` have in common. */
abstract class LazyTransposed<S extends readonly number[]> extends LazyWindowLayer<S> {
  readonly stride: S;
  readonly padding: S;
  readonly outputPadding: S;
  readonly dilation: S;

  constructor(axes: 1 | 2 | 3, outChannels: number, kernelSize: number | S, options: TransposedOptions<S>) {
    const {
      stride = 1,
      padding = 0,
      outputPadding = 0,
      groups = 1,
      bias = true,
      dilation = 1,
    } = optionsOf(`conv-transpose${axes}d`, options);
    super(axes, "conv-transpose", outChannels, kernelSize, { groups, bias });
    this.stride = sizes(axes, stride);
    this.padding = sizes(axes, padding);
    this.outputPadding = sizes(axes, outputPadding);
    this.dilation = sizes(axes, dilation);
    this.checked();
  }

  /** @internal */
  override get outputAxis(): number {
    return 1;
  }

  protected override window(): Attrs {
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
