import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

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
export class LayerNorm extends Module {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  readonly elementwiseAffine: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(normalizedShape: number | readonly number[], options: LayerNormOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true } = options;
    this.normalizedShape = [normalizedShape].flat();
    this.eps = eps;
    this.elementwiseAffine = elementwiseAffine;
    this.attrs = attributes("layer-norm", {
      normalizedShape: this.normalizedShape,
      epsilon: eps,
      affine: elementwiseAffine,
    });
  }

  forward(x: Tensor): Tensor {
    return apply("layer-norm", this.attrs, [x], this);
  }
}
