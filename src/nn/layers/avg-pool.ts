import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** The options of a pool whose sizes along its axes are `S`, or one number for all. */
export interface AvgPoolOptions<S extends readonly number[]> {
  /** How far the window moves; as far as it is large. */
  stride?: number | S | undefined;
  /** Zeros around the input; 0. */
  padding?: number | S | undefined;
  /** Whether a last window may hang over the end; false. */
  ceilMode?: boolean | undefined;
  /** Whether the zeros of the padding count in the mean; true. */
  countIncludePad?: boolean | undefined;
}

/** What `AvgPool1d`, `AvgPool2d` and `AvgPool3d` have in common: `axes` says how many axes the window slides over. */
export abstract class AvgPoolLayer<S extends readonly number[]> extends OpLayer {
  kernelSize: number | S;
  stride: number | S;
  padding: number | S;
  ceilMode: boolean;
  countIncludePad: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, kernelSize: number | S, options: AvgPoolOptions<S>) {
    super();
    const {
      stride = kernelSize,
      padding = 0,
      ceilMode = false,
      countIncludePad = true,
    } = optionsOf(`avg-pool${axes}d`, options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
    this.#axes = axes;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: `avg-pool${this.#axes}d`, attrs: avgPoolAttributes(this.#axes, this.kernelSize, this) };
  }
}

export function avgPoolAttributes<S extends readonly number[]>(
  axes: number,
  kernelSize: number | S,
  options: AvgPoolOptions<S>,
): Attrs {
  const { stride = kernelSize, padding = 0, ceilMode = false, countIncludePad = true } = options;
  return {
    kernelSize: sizes(axes, kernelSize),
    stride: sizes(axes, stride),
    padding: sizes(axes, padding),
    ceilMode,
    countIncludePad,
  };
}
