import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
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
  /**
   * What `padding` puts around the input: `"zeros"`, `"reflect"` a mirror image without the edge, `"replicate"` the edge
   * again, `"circular"` what stands at the other end; `"zeros"`.
   */
  paddingMode?: PaddingMode | undefined;
  /** Whether each output channel adds a learned number; true. */
  bias?: boolean | undefined;
}

export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

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
  paddingMode: PaddingMode;
  #stride: Pair;
  #padding: Pair | "same" | "valid";
  #dilation: Pair;

  constructor(inChannels: number, outChannels: number, kernelSize: Size2d, options: Conv2dOptions = {}) {
    const {
      stride = 1,
      padding = 0,
      dilation = 1,
      groups = 1,
      bias = true,
      paddingMode = "zeros",
    } = optionsOf("conv2d", options);
    super(bias);
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(kernelSize);
    this.groups = groups;
    this.paddingMode = paddingMode;
    this.#stride = pair(stride);
    this.#padding = typeof padding === "string" ? padding : pair(padding);
    this.#dilation = pair(dilation);
    this.constructed("inChannels", "outChannels", "kernelSize", "groups");
    if (paddingMode !== "zeros") attributes("pad", this.#padAttributes(), this);
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

  override forward(x: Tensor): Tensor {
    const pads = this.#padAttributes();
    const isPlain = this.paddingMode === "zeros" || pads.padding.every((side) => side === 0);
    if (isPlain) return super.forward(x);
    const padded = apply("pad", attributes("pad", pads, this), [x]);
    const { op, attrs } = this.asOp();
    const unpadded = { ...attrs, padding: [0, 0] };
    return apply(op, attributes(op, unpadded, this), [padded], this);
  }

  /** What stands around the input before a convolution without padding. */
  #padAttributes(): Attrs & { readonly padding: readonly number[] } {
    const [[above, below], [before, behind]] = [this.#sides(0), this.#sides(1)];
    return { padding: [before, behind, above, below], mode: this.paddingMode, value: 0 };
  }

  /** The padding before and behind an axis. An odd one of `"same"` has its larger half behind. */
  #sides(axis: 0 | 1): readonly [number, number] {
    if (this.#padding === "valid") return [0, 0];
    if (this.#padding !== "same") return [this.#padding[axis], this.#padding[axis]];
    const total = this.#dilation[axis] * (this.kernelSize[axis] - 1);
    const before = Math.floor(total / 2);
    return [before, total - before];
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
