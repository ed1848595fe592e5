import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { type ComputedSize, pair, type Size2d } from "./sizes.ts";

/** The window of `Unfold` and `Fold`. */
export interface ColumnsOptions {
  /** The distance between its taps; 1. */
  dilation?: Size2d | undefined;
  /** Zeros around the image; 0. */
  padding?: Size2d | undefined;
  /** How far it moves from one place to the next; 1. */
  stride?: Size2d | undefined;
}

/** What lies under a window at each of its places, as a column: [N, C, H, W] → [N, C·kernelHeight·kernelWidth, places]. */
export class Unfold extends OpLayer {
  kernelSize: Size2d;
  dilation: Size2d;
  padding: Size2d;
  stride: Size2d;

  constructor(kernelSize: Size2d, options: ColumnsOptions = {}) {
    super();
    const { dilation = 1, padding = 0, stride = 1 } = optionsOf("unfold", options);
    this.kernelSize = kernelSize;
    this.dilation = dilation;
    this.padding = padding;
    this.stride = stride;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "unfold", attrs: columnsAttributes(this.kernelSize, this) };
  }
}

/** Adds such columns up to an image of the size given: [N, C·kernelHeight·kernelWidth, places] → [N, C, H, W]. */
export class Fold extends OpLayer {
  outputSize: ComputedSize;
  kernelSize: Size2d;
  dilation: Size2d;
  padding: Size2d;
  stride: Size2d;

  constructor(outputSize: ComputedSize, kernelSize: Size2d, options: ColumnsOptions = {}) {
    super();
    const { dilation = 1, padding = 0, stride = 1 } = optionsOf("fold", options);
    this.outputSize = outputSize;
    this.kernelSize = kernelSize;
    this.dilation = dilation;
    this.padding = padding;
    this.stride = stride;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    const attrs = { outputSize: pair(this.outputSize), ...columnsAttributes(this.kernelSize, this) };
    return { op: "fold", attrs };
  }
}

export function columnsAttributes(kernelSize: Size2d, options: ColumnsOptions): Attrs {
  const { dilation = 1, padding = 0, stride = 1 } = options;
  return {
    kernelSize: pair(kernelSize),
    dilation: pair(dilation),
    padding: pair(padding),
    stride: pair(stride),
  };
}
