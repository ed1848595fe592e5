import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import type { Tensor } from "../tensor.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { sizes } from "./sizes.ts";

/** The options of a pool whose sizes along its axes are `S`, or one number for all. */
export interface MaxPoolOptions<S extends readonly number[], I extends boolean = boolean> {
  /** How far the window moves; as far as it is large. */
  stride?: number | S | undefined;
  /** Around the input, and never the largest; 0. */
  padding?: number | S | undefined;
  /** The distance between the elements of the window; 1. */
  dilation?: number | S | undefined;
  /** Whether to return `[output, indices]`, with the place of each number in its plane, for `MaxUnpool`; false. */
  returnIndices?: I | undefined;
  /** Whether a last window may hang over the end; false. */
  ceilMode?: boolean | undefined;
}

/** The result of a max pool: a tensor, or with `returnIndices` the tensor and the place of each number. */
export type MaxPooled<I extends boolean> = I extends true ? [output: Tensor, indices: Tensor] : Tensor;

/** What `MaxPool1d`, `MaxPool2d` and `MaxPool3d` have in common: `axes` says how many axes the window slides over. */
export abstract class MaxPoolLayer<S extends readonly number[], I extends boolean> extends OpLayer<
  MaxPooled<I>
> {
  kernelSize: number | S;
  stride: number | S;
  padding: number | S;
  dilation: number | S;
  ceilMode: boolean;
  returnIndices: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, kernelSize: number | S, options: MaxPoolOptions<S, I>) {
    super();
    const {
      stride = kernelSize,
      padding = 0,
      dilation = 1,
      returnIndices = false,
      ceilMode = false,
    } = optionsOf(`max-pool${axes}d`, options);
    this.kernelSize = kernelSize;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.ceilMode = ceilMode;
    this.returnIndices = returnIndices;
    this.#axes = axes;
    this.constructed();
  }

  override forward(x: Tensor): MaxPooled<I> {
    const { op, attrs } = this.asOp();
    const pooled = this.run(x, { op, attrs });
    if (!this.returnIndices) return pooled as MaxPooled<I>;
    return [pooled, this.run(x, { op: `${op}-indices`, attrs })] as MaxPooled<I>;
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
