import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface LocalResponseNormOptions {
  /** 1e-4 */
  alpha?: number | undefined;
  /** 0.75 */
  beta?: number | undefined;
  /** 1 */
  k?: number | undefined;
}

/**
 * Divides each number by what its neighbouring channels hold at the same place, (k + alpha/size · Σ x²)^beta
 * over `size` channels (Krizhevsky et al. 2012). Shapes stay.
 */
export class LocalResponseNorm extends Module {
  readonly size: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(size: number, options: LocalResponseNormOptions = {}) {
    super();
    this.size = size;
    this.attrs = localResponseNormAttributes(size, options);
  }

  forward(x: Tensor): Tensor {
    return apply("local-response-norm", this.attrs, [x], this);
  }
}

export function localResponseNormAttributes(size: number, options: LocalResponseNormOptions): Attrs {
  const { alpha = 1e-4, beta = 0.75, k = 1 } = options;
  return attributes("local-response-norm", { size, alpha, beta, k });
}
