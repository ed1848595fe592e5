import { optionsOf } from "../arguments.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";
import { type Pair, pair, type Size2d } from "./sizes.ts";

export interface ConvTranspose2dOptions {
  /** How far neighbouring pixels of the input stand apart in the output; 1. */
  stride?: Size2d | undefined;
  /** Rows and columns cut off the output on every side; 0. */
  padding?: Size2d | undefined;
  /** Rows and columns more at the output's end; less than the stride or the dilation. 0. */
  outputPadding?: Size2d | undefined;
  /**
   * Parts into which the channels are divided; each sees its own only. 1.
   */
  groups?: number | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
  /** The distance between the kernel's taps; 1. */
  dilation?: Size2d | undefined;
}

/**
 * 2D transposed convolution, also called deconvolution: spreads each pixel over the output by learned filters.
 * With a stride the image grows, as in decoders: kernel 2 at stride 2, or kernel 4 at stride 2 with padding 1,
 * doubles it.
 *
 * [N, inChannels, H, W] → [N, outChannels, H′, W′] with H′ = (H − 1)·stride − 2·padding + dilation·(kernelSize −
 * 1) + outputPadding + 1. Parameters: `weight` [inChannels, outChannels/groups, kernelHeight, kernelWidth] and
 * `bias` [outChannels].
 */
export class ConvTranspose2d extends BiasedLayer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: Pair;
  readonly groups: number;
  #stride: Pair;
  #padding: Pair;
  #outputPadding: Pair;
  #dilation: Pair;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTranspose2dOptions = {},
  ) {
    const {
      stride = 1,
      padding = 0,
      outputPadding = 0,
      groups = 1,
      bias = true,
      dilation = 1,
    } = optionsOf("conv-transpose2d", options);
    super(bias);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.groups = groups;
    this.#stride = pair(stride);
    this.#padding = pair(padding);
    this.#outputPadding = pair(outputPadding);
    this.#dilation = pair(dilation);
    this.constructed("inChannels", "outChannels", "kernelSize", "groups");
  }

  get stride(): Pair {
    return this.#stride;
  }

  set stride(stride: Size2d) {
    this.#stride = pair(stride);
  }

  get padding(): Pair {
    return this.#padding;
  }

  set padding(padding: Size2d) {
    this.#padding = pair(padding);
  }

  get outputPadding(): Pair {
    return this.#outputPadding;
  }

  set outputPadding(outputPadding: Size2d) {
    this.#outputPadding = pair(outputPadding);
  }

  get dilation(): Pair {
    return this.#dilation;
  }

  set dilation(dilation: Size2d) {
    this.#dilation = pair(dilation);
  }

  /**
   * `outputSize` is the height and width wanted, or a whole shape that ends with them, such as `skip.shape`: as much as a
   * stride rounded away is put on at the end, in the place of `outputPadding`.
   */
  override forward(x: Tensor, outputSize?: readonly number[]): Tensor {
    const { op, attrs } = this.asOp();
    if (outputSize === undefined) return apply(op, attributes(op, attrs, this), [x], this);
    const outputPadding = [this.#missing(x, outputSize, -2), this.#missing(x, outputSize, -1)];
    return apply(op, attributes(op, { ...attrs, outputPadding }), [x], this);
  }

  /** By how much an axis is shorter than wanted without output padding. */
  #missing(x: Tensor, outputSize: readonly number[], axis: -2 | -1): number {
    const [size = 1, wanted = 1] = [asTensor("conv-transpose2d", x).shape.at(axis), outputSize.at(axis)];
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
      op: "conv-transpose2d",
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
