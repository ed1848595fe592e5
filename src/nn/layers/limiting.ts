import { optionsOf } from "../arguments.ts";
import type { InplaceOptions } from "./activations.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** x between the limits, the nearer limit elsewhere. */
export class Hardtanh extends OpLayer {
  minVal: number;
  maxVal: number;
  inplace: boolean;

  constructor(minVal = -1, maxVal = 1, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("hardtanh", options);
    this.minVal = minVal;
    this.maxVal = maxVal;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "hardtanh", attrs: { minVal: this.minVal, maxVal: this.maxVal } };
  }
}

/** x / (1 + |x|), element by element. */
export class Softsign extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "softsign", attrs: {} };
  }
}

/** x, but 0 from −λ to λ. */
export class Hardshrink extends OpLayer {
  lambda: number;

  constructor(lambda = 0.5) {
    super();
    this.lambda = lambda;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "hardshrink", attrs: { lambda: this.lambda } };
  }
}

/** x nearer to 0 by λ, and 0 from −λ to λ. */
export class Softshrink extends OpLayer {
  lambda: number;

  constructor(lambda = 0.5) {
    super();
    this.lambda = lambda;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "softshrink", attrs: { lambda: this.lambda } };
  }
}

/** x − tanh x, element by element. */
export class Tanhshrink extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "tanhshrink", attrs: {} };
  }
}

/** x above the threshold, the value elsewhere. */
export class Threshold extends OpLayer {
  threshold: number;
  value: number;
  inplace: boolean;

  constructor(threshold: number, value: number, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("threshold", options);
    this.threshold = threshold;
    this.value = value;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "threshold", attrs: { threshold: this.threshold, value: this.value } };
  }
}
