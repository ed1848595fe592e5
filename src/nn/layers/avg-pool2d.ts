import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import { pair, type Size2d } from "./sizes.ts";

export interface AvgPool2dOptions {
  /** How far the window moves; as far as it is large. */
  stride?: Size2d | undefined;
  /** Zeros around the input; 0. */
  padding?: Size2d | undefined;
  /** Whether a last window may hang over the end; false. */
  ceilMode?: boolean | undefined;
  /** Whether the zeros of the padding count in the mean; true. */
  countIncludePad?: boolean | undefined;
}

/**
 * The mean under a window that slides over height and width:
 * [N, C, H, W] → [N, C, H′, W′] with H′ = ⌊(H + 2·padding − kernelSize)/stride⌋ + 1.
 */
export class AvgPool2d extends Module {
  readonly kernelSize: Size2d;
  /** @internal */
  readonly attrs: Attrs;

  constructor(kernelSize: Size2d, options: AvgPool2dOptions = {}) {
    super();
    this.kernelSize = kernelSize;
    this.attrs = avgPool2dAttributes(kernelSize, options);
  }

  forward(x: Tensor): Tensor {
    return apply("avg-pool2d", this.attrs, [x], this);
  }
}

export function avgPool2dAttributes(kernelSize: Size2d, options: AvgPool2dOptions): Attrs {
  const { stride = kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = options;
  return attributes("avg-pool2d", {
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: pair(padding),
    ceilMode,
    countIncludePad,
  });
}
