import { optionsOf } from "../arguments.ts";
import { AffineLayer } from "./affine-layer.ts";
import type { OpCall } from "./op-layer.ts";

export interface InstanceNormOptions {
  /** Added to the variance, so that nothing is divided by 0; 1e-5. */
  eps?: number | undefined;
  /** Whether γ and β are learned; false. */
  affine?: boolean | undefined;
}

/** What `InstanceNorm1d`, `InstanceNorm2d` and `InstanceNorm3d` have in common. */
export abstract class InstanceNormLayer extends AffineLayer {
  readonly numFeatures: number;
  eps: number;
  readonly affine: boolean;
  readonly #axes: number;

  constructor(axes: 1 | 2 | 3, numFeatures: number, options: InstanceNormOptions) {
    super();
    const { eps = 1e-5, affine = false } = optionsOf(`instance-norm${axes}d`, options);
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.affine = affine;
    this.#axes = axes;
    this.constructed("numFeatures", "affine");
  }

  /** @internal */
  override asOp(): OpCall {
    return {
      op: `instance-norm${this.#axes}d`,
      attrs: { numFeatures: this.numFeatures, epsilon: this.eps, affine: this.affine },
    };
  }
}
