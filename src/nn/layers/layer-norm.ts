import { optionsOf } from "../arguments.ts";
import type { Parameter } from "../parameter.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

export interface LayerNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** Whether γ and β are learned; true. */
  elementwiseAffine?: boolean | undefined;
}

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016): the numbers along the last axes, whose sizes are given, are shifted and
 * scaled by their mean and variance, then each by a learned γ and β. [..., normalizedShape] → the same.
 *
 * Parameters: `weight` (γ) and `bias` (β), both of the shape given.
 */
export class LayerNorm extends OpLayer {
  readonly normalizedShape: readonly number[];
  eps: number;
  readonly elementwiseAffine: boolean;

  constructor(normalizedShape: number | readonly number[], options: LayerNormOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true } = optionsOf("layer-norm", options);
    this.normalizedShape = [normalizedShape].flat();
    this.eps = eps;
    this.elementwiseAffine = elementwiseAffine;
    this.constructed("normalizedShape", "elementwiseAffine");
  }

  /** γ; null where it has none. */
  get weight(): Parameter | null {
    return this.keptTensor("weight");
  }

  /** β; null where it has none. */
  get bias(): Parameter | null {
    return this.keptTensor("bias");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "layer-norm",
      attrs: { normalizedShape: this.normalizedShape, epsilon: this.eps, affine: this.elementwiseAffine },
    };
  }
}
