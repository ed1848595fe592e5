import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** The options of a pool whose sizes along its axes are `S`, or one number for all. */
export interface MaxPoolOptions<S extends readonly number[]> {
  /** How far the window moves; as far as it is large. */
  stride?: number | S | undefined;
  /** Around the input, and never the largest; 0. */
  padding?: number | S | undefined;
  /** The distance between the elements of the window; 1. */
  dilation?: number | S | undefined;
  /** Whether a last window may hang over the end; false. */
  ceilMode?: boolean | undefined;
}

/** What `MaxPool1d`, `MaxPool2d` and `MaxPool3d` have in common: `axes` says how many axes the window slides over. */
export abstract class MaxPoolLayer<S extends readonly number[]> extends OpLayer {
  kernelSize: number | S;
  stride: number | S;
  padding: number | S;
  dilation: number | S;
  ceilMode: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, kernelSize: number | S, options: MaxPoolOptions<S>) {
    super();
    const {
      stride = kernelSize,
      padding = 0,
      dilation = 1,
      ceilMode = false,
    } = optionsOf(`max-pool${axes}d`, options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.ceilMode = ceilMode;
    this.#axes = axes;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: `max-pool${this.#axes}d`, attrs: maxPoolAttributes(this.#axes, this.kernelSize, this) };
  }
}

export function maxPoolAttributes<S extends readonly number[]>(
  axes: number,
  kernelSize: number | S,
  options: MaxPoolOptions<S>,
): Attrs {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = options;
  return {
    kernelSize: sizes(axes, kernelSize),
    stride: sizes(axes, stride),
    padding: sizes(axes, padding),
    dilation: sizes(axes, dilation),
    ceilMode,
  };
}
