import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { pair, type Size2d } from "./sizes.ts";

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
export class ConvTranspose2d extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: readonly [height: number, width: number];
  readonly padding: readonly [height: number, width: number];
  readonly outputPadding: readonly [height: number, width: number];
  readonly dilation: readonly [height: number, width: number];
  readonly groups: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTranspose2dOptions = {},
  ) {
    super();
    const { stride = 1, padding = 0, outputPadding = 0, groups = 1, bias = true, dilation = 1 } = options;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.stride = pair(stride);
    this.padding = pair(padding);
    this.outputPadding = pair(outputPadding);
    this.dilation = pair(dilation);
    this.groups = groups;
    this.attrs = attributes("conv-transpose2d", {
      inChannels,
      outChannels,
      kernelSize: this.kernelSize,
      stride: this.stride,
      padding: this.padding,
      outputPadding: this.outputPadding,
      dilation: this.dilation,
      groups,
      bias,
    });
  }

  forward(x: Tensor): Tensor {
    return apply("conv-transpose2d", this.attrs, [x], this);
  }
}
