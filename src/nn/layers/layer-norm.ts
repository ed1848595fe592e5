import { optionsOf } from "../arguments.ts";
import { AffineLayer } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

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
export class LayerNorm extends AffineLayer {
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

  /** @internal */
  override asOp(): OpCall {
    return {
      op: "layer-norm",
      attrs: { normalizedShape: this.normalizedShape, epsilon: this.eps, affine: this.elementwiseAffine },
    };
  }
}
