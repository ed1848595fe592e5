import { optionsOf } from "../arguments.ts";
import type { InplaceOptions } from "./activations.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** x above 0, α · (e^x − 1) elsewhere (Clevert et al. 2015). */
export class ELU extends OpLayer {
  alpha: number;
  inplace: boolean;

  constructor(alpha = 1, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("elu", options);
    this.alpha = alpha;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "elu", attrs: { alpha: this.alpha } };
  }
}

/** An ELU with scales that keep mean 0 and variance 1 from layer to layer (Klambauer et al. 2017). */
export class SELU extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("selu", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "selu", attrs: {} };
  }
}

/** x above 0, α · (e^(x / α) − 1) elsewhere: its slope at 0 is 1 for every α (Barron 2017). */
export class CELU extends OpLayer {
  alpha: number;
  inplace: boolean;

  constructor(alpha = 1, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("celu", options);
    this.alpha = alpha;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "celu", attrs: { alpha: this.alpha } };
  }
}

/** ln(1 / (1 + e^−x)), element by element. */
export class LogSigmoid extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "logsigmoid", attrs: {} };
  }
}

/** ln(1 + e^(β · x)) / β, and x itself where β · x is above the threshold. */
export class Softplus extends OpLayer {
  beta: number;
  threshold: number;

  constructor(beta = 1, threshold = 20) {
    super();
    this.beta = beta;
    this.threshold = threshold;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "softplus", attrs: { beta: this.beta, threshold: this.threshold } };
  }
}
