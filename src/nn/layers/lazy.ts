import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { linear } from "../attention.ts";
import { applyForm } from "../functional-form.ts";
import { asTensor, attributes, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { LinearOptions } from "./linear.ts";
import type { OpCall } from "./op-layer.ts";
import { type Pair, pair, type Size2d } from "./sizes.ts";

/** A layer whose weights are made for the first tensor that arrives. Until then it keeps none. */
abstract class LazyLayer extends BiasedLayer {
  /** The op for so many channels or features. */
  protected abstract opFor(size: number): OpCall;
  /** How many the tensor has. */
  protected abstract sizeOf(x: Tensor): number;
  #size: number | null = null;

  override forward(x: Tensor): Tensor {
    this.#size ??= this.sizeOf(x);
    return super.forward(x);
  }

  protected get size(): number | null {
    return this.#size;
  }

  /** @internal */
  override asOp(): OpCall {
    return this.#size === null ? { op: "identity", attrs: {} } : this.opFor(this.#size);
  }

  /** Refuses what cannot be for any size. */
  protected checked(): void {
    const { op, attrs } = this.opFor(this.sizeForCheck());
    attributes(op, attrs);
  }

  /** A size that suits every other attribute. */
  protected sizeForCheck(): number {
    return 1;
  }
}

/** `Linear` with as many input features as the first tensor has on its last axis. */
export class LazyLinear extends LazyLayer {
  readonly outFeatures: number;

  constructor(outFeatures: number, options: LinearOptions = {}) {
    const { bias = true } = optionsOf("linear", options);
    super(bias);
    this.outFeatures = outFeatures;
    this.checked();
  }

  /** How many features arrive; null until the first tensor has. */
  get inFeatures(): number | null {
    return this.size;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor("linear", x).size(-1);
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return linear(x, weight, this.bias);
  }

  protected override opFor(inFeatures: number): OpCall {
    return { op: "linear", attrs: { inFeatures, outFeatures: this.outFeatures, bias: this.hasBias } };
  }
}

export interface LazyConv2dOptions {
  /** How far the kernel moves from one output to the next; 1. */
  stride?: Size2d | undefined;
  /** Zeros around the input; `"same"` keeps height and width, which needs stride 1. 0. */
  padding?: Size2d | "same" | "valid" | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: Size2d | undefined;
  /** Parts into which the channels are divided; each sees its own only. 1. */
  groups?: number | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
}

/** `Conv2d` with as many input channels as the first image has. */
export class LazyConv2d extends LazyLayer {
  readonly outChannels: number;
  readonly kernelSize: Pair;
  readonly stride: Pair;
  readonly padding: Pair | "same" | "valid";
  readonly dilation: Pair;
  readonly groups: number;

  constructor(outChannels: number, kernelSize: Size2d, options: LazyConv2dOptions = {}) {
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = optionsOf("conv2d", options);
    super(bias);
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride);
    this.padding = typeof padding === "string" ? padding : pair(padding);
    this.dilation = pair(dilation);
    this.groups = groups;
    this.checked();
  }

  /** How many channels arrive; null until the first image has. */
  get inChannels(): number | null {
    return this.size;
  }

  protected override sizeOf(x: Tensor): number {
    return asTensor("conv2d", x).size(-3);
  }

  protected override sizeForCheck(): number {
    return Number.isInteger(this.groups) && this.groups > 0 ? this.groups : 1;
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    const { stride, padding, dilation, groups } = this;
    return applyForm("functional-conv2d", { stride, padding, dilation, groups }, x, weight, this.bias);
  }

  protected override opFor(inChannels: number): OpCall {
    const { outChannels, kernelSize, stride, padding, dilation, groups } = this;
    const window: Attrs = { kernelSize, stride, padding, dilation, groups };
    return { op: "conv2d", attrs: { inChannels, outChannels, ...window, bias: this.hasBias } };
  }
}
