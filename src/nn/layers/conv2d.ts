import { optionsOf } from "../arguments.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";
import { type Pair, pair, type Size2d } from "./sizes.ts";

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
export class Conv2d extends BiasedLayer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: Pair;
  readonly groups: number;
  #stride: Pair;
  #padding: Pair | "same" | "valid";
  #dilation: Pair;

  constructor(inChannels: number, outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = optionsOf("conv2d", options);
    super(bias);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.groups = groups;
    this.#stride = pair(stride);
    this.#padding = typeof padding === "string" ? padding : pair(padding);
    this.#dilation = pair(dilation);
    this.constructed("inChannels", "outChannels", "kernelSize", "groups");
  }

  get stride(): Pair {
    return this.#stride;
  }

  set stride(stride: Size2d) {
    this.#stride = pair(stride);
  }

  get padding(): Pair | "same" | "valid" {
    return this.#padding;
  }

  set padding(padding: Size2d | "same" | "valid") {
    this.#padding = typeof padding === "string" ? padding : pair(padding);
  }

  get dilation(): Pair {
    return this.#dilation;
  }

  set dilation(dilation: Size2d) {
    this.#dilation = pair(dilation);
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "conv2d",
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
