import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { pair, type Size2d } from "./sizes.ts";

export interface MaxPool2dOptions {
  /** How far the window moves; as far as it is large. */
  stride?: Size2d | undefined;
  /** Around the input, and never the largest; 0. */
  padding?: Size2d | undefined;
  /** The distance between the elements of the window; 1. */
  dilation?: Size2d | undefined;
  /** Whether a last window may hang over the end; false. */
  ceilMode?: boolean | undefined;
}

/**
 * The largest number under a window that slides over height and width:
 * [N, C, H, W] → [N, C, H′, W′] with H′ = ⌊(H + 2·padding − dilation·(kernelSize − 1) − 1)/stride⌋ + 1.
 */
export class MaxPool2d extends OpLayer {
  kernelSize: Size2d;
  stride: Size2d;
  padding: Size2d;
  dilation: Size2d;
  ceilMode: boolean;

  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super();
    const {
      stride = kernelSize,
      padding = 0,
      dilation = 1,
      ceilMode = false,
    } = optionsOf("max-pool2d", options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.ceilMode = ceilMode;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "max-pool2d", attrs: maxPool2dAttributes(this.kernelSize, this) };
  }
}

export function maxPool2dAttributes(kernelSize: Size2d, options: MaxPool2dOptions): Attrs {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  return {
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: pair(padding),
    dilation: pair(dilation),
    ceilMode,
  };
}
