import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** The options of a convolution that pads with zeros. Sizes along its axes are `S`, or one number for all. */
export interface PlainConvolutionOptions<S extends readonly number[]> {
  /** How far the kernel moves from one output to the next; 1. */
  stride?: number | S | undefined;
  /** Zeros around the input; `"same"` keeps the size, which needs stride 1. 0. */
  padding?: number | S | "same" | "valid" | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: number | S | undefined;
  /**
   * Parts into which the channels are divided; each sees its own only. `inChannels` makes it depthwise. 1.
   */
  groups?: number | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
}

/** The options of any convolution. */
export interface ConvolutionOptions<S extends readonly number[]> extends PlainConvolutionOptions<S> {
  /**
   * What `padding` puts around the input: `"zeros"`, `"reflect"` a mirror image without the edge, `"replicate"` the edge
   * again, `"circular"` what stands at the other end; `"zeros"`.
   */
  paddingMode?: PaddingMode | undefined;
}

export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

/** What `Conv1d`, `Conv2d` and `Conv3d` have in common: `axes` says how many axes the filters slide over. */
export abstract class ConvolutionLayer<S extends readonly number[]> extends BiasedLayer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: S;
  readonly groups: number;
  paddingMode: PaddingMode;
  readonly #axes: number;
  #stride: S;
  #padding: S | "same" | "valid";
  #dilation: S;

  constructor(
    axes: 1 | 2 | 3,
    inChannels: number,
    outChannels: number,
    kernelSize: number | S,
    options: ConvolutionOptions<S>,
  ) {
    const {
      stride = 1,
      padding = 0,
      dilation = 1,
      groups = 1,
      bias = true,
      paddingMode = "zeros",
    } = optionsOf(`conv${axes}d`, options);
    super(bias);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = sizes(axes, kernelSize);
    this.groups = groups;
    this.paddingMode = paddingMode;
    this.#axes = axes;
    this.#stride = sizes(axes, stride);
    this.#padding = typeof padding === "string" ? padding : sizes(axes, padding);
    this.#dilation = sizes(axes, dilation);
    this.constructed("inChannels", "outChannels", "kernelSize", "groups");
    if (paddingMode !== "zeros") attributes("pad", this.#padAttributes(), this);
  }

  get stride(): S {
    return this.#stride;
  }

  set stride(stride: number | S) {
    this.#stride = sizes(this.#axes, stride);
  }

  get padding(): S | "same" | "valid" {
    return this.#padding;
  }

  set padding(padding: number | S | "same" | "valid") {
    this.#padding = typeof padding === "string" ? padding : sizes(this.#axes, padding);
  }

  get dilation(): S {
    return this.#dilation;
  }

  set dilation(dilation: number | S) {
    this.#dilation = sizes(this.#axes, dilation);
  }

  override forward(x: Tensor): Tensor {
    const pads = this.#padAttributes();
    const isPlain = this.paddingMode === "zeros" || pads.padding.every((side) => side === 0);
    if (isPlain) return super.forward(x);
    const padded = apply("pad", attributes("pad", pads, this), [x]);
    const { op, attrs } = this.asOp();
    const unpadded = { ...attrs, padding: sizes(this.#axes, 0) };
    return this.run(padded, { op, attrs: unpadded });
  }

  protected override runWith(weight: Tensor, x: Tensor, { padding = 0 }: Attrs): Tensor {
    const attrs = { stride: this.#stride, padding, dilation: this.#dilation, groups: this.groups };
    return applyForm(`functional-conv${this.#axes}d`, attrs, x, weight, this.bias);
  }

  /** What stands around the input before a convolution without padding: the last axis first. */
  #padAttributes(): Attrs & { readonly padding: readonly number[] } {
    const sides = this.kernelSize.map((_, axis) => this.#sides(axis)).reverse();
    return { padding: sides.flat(), mode: this.paddingMode, value: 0 };
  }

  /** The padding before and behind an axis. An odd one of `"same"` has its larger half behind. */
  #sides(axis: number): readonly [number, number] {
    if (this.#padding === "valid") return [0, 0];
    const [side = 0, dilation = 1, kernel = 1] = [
      this.#padding === "same" ? 0 : this.#padding[axis],
      this.#dilation[axis],
      this.kernelSize[axis],
    ];
    if (this.#padding !== "same") return [side, side];
    const total = dilation * (kernel - 1);
    const before = Math.floor(total / 2);
    return [before, total - before];
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: `conv${this.#axes}d`,
      attrs: {
        inChannels: this.inChannels,
        outChannels: this.outChannels,
        kernelSize: this.kernelSize,
        stride: this.#stride,
        padding: this.#padding,
        dilation: this.#dilation,
        groups: this.groups,
        bias: this.hasBias,
      },
    };
  }
}
