import type { Attrs } from "../../ir/index.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** Height and width of the output, or one number for both; null keeps the input's. */
export type AdaptiveSize =
  | number
  | readonly [height: number | null, width: number | null]
  | readonly number[];

/**
 * Means over as many equal parts of the image as the output has elements, whatever the input's size:
 * [N, C, H, W] → [N, C, outputHeight, outputWidth].
 */
export class AdaptiveAvgPool2d extends OpLayer {
  outputSize: AdaptiveSize;

  constructor(outputSize: AdaptiveSize) {
    super();
    this.outputSize = outputSize;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "adaptive-avg-pool2d", attrs: adaptiveAvgPool2dAttributes(this.outputSize) };
  }
}

/** The largest numbers in as many equal parts of the image as the output has elements: [N, C, H, W] → [N, C, outputHeight, outputWidth]. */
export class AdaptiveMaxPool2d extends OpLayer {
  outputSize: AdaptiveSize;

  constructor(outputSize: AdaptiveSize) {
    super();
    this.outputSize = outputSize;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "adaptive-max-pool2d", attrs: adaptiveAvgPool2dAttributes(this.outputSize) };
  }
}

export function adaptiveAvgPool2dAttributes(outputSize: AdaptiveSize): Attrs {
  return { outputSize: Array.isArray(outputSize) ? [...outputSize] : [outputSize, outputSize] };
}
