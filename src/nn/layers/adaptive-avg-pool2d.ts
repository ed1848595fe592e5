import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** Height and width of the output, or one number for both; null keeps the input's. */
export type AdaptiveSize = number | readonly [height: number | null, width: number | null];

/**
 * Means over as many equal parts of the image as the output has elements, whatever the input's size:
 * [N, C, H, W] → [N, C, outputHeight, outputWidth].
 */
export class AdaptiveAvgPool2d extends Module {
  readonly outputSize: AdaptiveSize;
  /** @internal */
  readonly attrs: Attrs;

  constructor(outputSize: AdaptiveSize) {
    super();
    this.outputSize = outputSize;
    this.attrs = adaptiveAvgPool2dAttributes(outputSize);
  }

  forward(x: Tensor): Tensor {
    return apply("adaptive-avg-pool2d", this.attrs, [x], this);
  }
}

export function adaptiveAvgPool2dAttributes(outputSize: AdaptiveSize): Attrs {
  return attributes("adaptive-avg-pool2d", {
    outputSize: Array.isArray(outputSize) ? [...outputSize] : [outputSize, outputSize],
  });
}
