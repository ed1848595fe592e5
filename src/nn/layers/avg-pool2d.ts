import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
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
export class AvgPool2d extends OpLayer {
  kernelSize: Size2d;
  stride: Size2d;
  padding: Size2d;
  ceilMode: boolean;
  countIncludePad: boolean;

  constructor(kernelSize: Size2d, options: AvgPool2dOptions = {}) {
    super();
    const {
      stride = kernelSize,
      padding = 0,
      ceilMode = false,
      countIncludePad = true,
    } = optionsOf("avg-pool2d", options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "avg-pool2d", attrs: avgPool2dAttributes(this.kernelSize, this) };
  }
}

export function avgPool2dAttributes(kernelSize: Size2d, options: AvgPool2dOptions): Attrs {
  const { stride = kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = options;
  return {
    kernelSize: pair(kernelSize),
    stride: pair(stride),
    padding: pair(padding),
    ceilMode,
    countIncludePad,
  };
}
