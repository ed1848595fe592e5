import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { applyForm } from "../functional-form.ts";
import { asTensor, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** The options of a transposed convolution whose sizes along its axes are `S`, or one number for all. */
export interface TransposedOptions<S extends readonly number[]> {
  /** How far neighbouring places of the input stand apart in the output; 1. */
  stride?: number | S | undefined;
  /** What is cut off the output on every side; 0. */
  padding?: number | S | undefined;
  /** What is more at the output's end; less than the stride or the dilation. 0. */
  outputPadding?: number | S | undefined;
  /**
   * Parts into which the channels are divided; each sees its own only. 1.
   */
  groups?: number | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: number | S | undefined;
}

/** What `ConvTranspose1d`, `ConvTranspose2d` and `ConvTranspose3d` have in common. */
export abstract class TransposedLayer<S extends readonly number[]> extends BiasedLayer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: S;
  readonly groups: number;
  readonly #axes: number;
  #stride: S;
  #padding: S;
  #outputPadding: S;
  #dilation: S;

  constructor(
    axes: 1 | 2 | 3,
    inChannels: number,
    outChannels: number,
    kernelSize: number | S,
    options: TransposedOptions<S>,
  ) {
    const {
      stride = 1,
      padding = 0,
      outputPadding = 0,
      groups = 1,
      bias = true,
      dilation = 1,
    } = optionsOf(`conv-transpose${axes}d`, options);
    super(bias);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = sizes(axes, kernelSize);
    this.groups = groups;
    this.#axes = axes;
    this.#stride = sizes(axes, stride);
    this.#padding = sizes(axes, padding);
    this.#outputPadding = sizes(axes, outputPadding);
    this.#dilation = sizes(axes, dilation);
    this.constructed("inChannels", "outChannels", "kernelSize", "groups");
  }

  get stride(): S {
    return this.#stride;
  }

  set stride(stride: number | S) {
    this.#stride = sizes(this.#axes, stride);
  }

  get padding(): S {
    return this.#padding;
  }

  set padding(padding: number | S) {
    this.#padding = sizes(this.#axes, padding);
  }

  get outputPadding(): S {
    return this.#outputPadding;
  }

  set outputPadding(outputPadding: number | S) {
    this.#outputPadding = sizes(this.#axes, outputPadding);
  }

  get dilation(): S {
    return this.#dilation;
  }

  set dilation(dilation: number | S) {
    this.#dilation = sizes(this.#axes, dilation);
  }

  /**
   * `outputSize` is the size wanted along each axis, or a whole shape that ends with them, such as `skip.shape`: as much as a
   * stride rounded away is put on at the end, in the place of `outputPadding`.
   */
  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    const { op, attrs } = this.asOp();
    if (outputSize === undefined) return this.run(x, { op, attrs });
    const outputPadding = this.kernelSize.map((_, axis) => this.#missing(x, outputSize, axis - this.#axes));
    return this.run(x, { op, attrs: { ...attrs, outputPadding } });
  }

  /** @internal */
  override get outputAxis(): number {
    return 1;
  }

  protected override runWith(weight: Tensor, x: Tensor, { outputPadding = 0 }: Attrs): Tensor {
    const [stride, padding, dilation] = [this.#stride, this.#padding, this.#dilation];
    const attrs = { stride, padding, outputPadding, dilation, groups: this.groups };
    return applyForm(`functional-conv-transpose${this.#axes}d`, attrs, x, weight, this.bias);
  }

  /** By how much an axis, counted from the end, is shorter than wanted without output padding. */
  #missing(x: Tensor, outputSize: readonly number[], axis: number): number {
    const { op } = this.asOp();
    const [size = 1, wanted = 1] = [asTensor(op, x).shape.at(axis), outputSize.at(axis)];
    const [stride = 1, padding = 0, dilation = 1, kernel = 1] = [
      this.#stride.at(axis),
      this.#padding.at(axis),
      this.#dilation.at(axis),
      this.kernelSize.at(axis),
    ];
    return wanted - ((size - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1);
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: `conv-transpose${this.#axes}d`,
      attrs: {
        inChannels: this.inChannels,
        outChannels: this.outChannels,
        kernelSize: this.kernelSize,
        stride: this.#stride,
        padding: this.#padding,
        outputPadding: this.#outputPadding,
        dilation: this.#dilation,
        groups: this.groups,
        bias: this.hasBias,
      },
    };
  }
}
