import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface LinearOptions {
  /** Whether each output adds a learned number; true. */
  bias?: boolean | undefined;
}

/**
 * A fully connected layer over the last axis: y = x · Wᵀ + b, [N, …, inFeatures] → [N, …, outFeatures].
 *
 * Parameters: `weight` [outFeatures, inFeatures] and `bias` [outFeatures].
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    const { bias = true } = options;
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.attrs = attributes("linear", { inFeatures, outFeatures, bias });
  }

  forward(x: Tensor): Tensor {
    return apply("linear", this.attrs, [x], this);
  }
}
