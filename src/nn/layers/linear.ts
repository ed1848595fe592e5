import { optionsOf } from "../arguments.ts";
import type { Parameter } from "../parameter.ts";
import { isPresent, type OpCall, OpLayer } from "./op-layer.ts";

export interface LinearOptions {
  /** Whether each output adds a learned number; true. */
  bias?: boolean | undefined;
}

/**
 * A fully connected layer over the last axis: y = x · Wᵀ + b, [N, …, inFeatures] → [N, …, outFeatures].
 *
 * Parameters: `weight` [outFeatures, inFeatures] and `bias` [outFeatures].
 */
export class Linear extends OpLayer {
  readonly inFeatures: number;
  readonly outFeatures: number;
  #hasBias: boolean;

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    const { bias = true } = optionsOf("linear", options);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.#hasBias = bias;
    this.constructed("inFeatures", "outFeatures");
  }

  get weight(): Parameter {
    return this.keptTensor("weight") as Parameter;
  }

  /** The learned number of each output; null where it has none. Null or false takes it away. */
  get bias(): Parameter | null {
    return this.keptTensor("bias");
  }

  set bias(bias: Parameter | boolean | null) {
    this.#hasBias = isPresent(bias);
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "linear",
      attrs: { inFeatures: this.inFeatures, outFeatures: this.outFeatures, bias: this.#hasBias },
    };
  }
}
