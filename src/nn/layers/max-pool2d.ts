import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
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
export class MaxPool2d extends Module {
  readonly kernelSize: Size2d;
  /** @internal */
  readonly attrs: Attrs;

  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.attrs = maxPool2dAttributes(kernelSize, options);
  }

  forward(x: Tensor): Tensor {
    return apply("max-pool2d", this.attrs, [x], this);
  }
}

export function maxPool2dAttributes(kernelSize: Size2d, options: MaxPool2dOptions): Attrs {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  return attributes("max-pool2d", {
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: pair(padding),
    dilation: pair(dilation),
    ceilMode,
  });
}
