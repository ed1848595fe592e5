import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

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
export class LocalResponseNorm extends OpLayer {
  size: number;
  alpha: number;
  beta: number;
  k: number;

  constructor(size: number, options: LocalResponseNormOptions = {}) {
    super();
    const { alpha = 1e-4, beta = 0.75, k = 1 } = optionsOf("local-response-norm", options);
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "local-response-norm", attrs: localResponseNormAttributes(this.size, this) };
  }
}

export function localResponseNormAttributes(size: number, options: LocalResponseNormOptions): Attrs {
  const { alpha = 1e-4, beta = 0.75, k = 1 } = options;
  return { size, alpha, beta, k };
}
