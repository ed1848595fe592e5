import { optionsOf } from "../arguments.ts";
import { linear } from "../attention.ts";
import type { Tensor } from "../tensor.ts";
import { BiasedLayer } from "./biased-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface LinearOptions {
  /** Whether each output adds a learned number; true. */
  bias?: boolean | undefined;
}

/**
 * A fully connected layer over the last axis: y = x · Wᵀ + b, [N, …, inFeatures] → [N, …, outFeatures].
 *
 * Parameters: `weight` [outFeatures, inFeatures] and `bias` [outFeatures].
 */
export class Linear extends BiasedLayer {
  readonly inFeatures: number;
  readonly outFeatures: number;

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    const { bias = true } = optionsOf("linear", options);
    super(bias);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.constructed("inFeatures", "outFeatures");
  }

  protected override runWith(weight: Tensor, x: Tensor): Tensor {
    return linear(x, weight, this.bias);
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "linear",
      attrs: { inFeatures: this.inFeatures, outFeatures: this.outFeatures, bias: this.hasBias },
    };
  }
}
