import { optionsOf } from "../arguments.ts";
import type { GeluOptions } from "../tensor/pointwise-methods.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/**
 * PyTorch's option, accepted so that code carries over. Where a result is written is the runtime's affair
 * here.
 */
export interface InplaceOptions {
  inplace?: boolean | undefined;
}

/** max(x, 0), element by element. Shapes stay. */
export class ReLU extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("relu", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "relu", attrs: {} };
  }
}

/** min(max(x, 0), 6), element by element; MobileNet's choice for low precision. */
export class ReLU6 extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("relu6", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "relu6", attrs: {} };
  }
}

/** x where positive, negativeSlope · x elsewhere (Maas et al. 2013). */
export class LeakyReLU extends OpLayer {
  negativeSlope: number;
  inplace: boolean;

  constructor(negativeSlope = 0.01, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("leaky-relu", options);
    this.negativeSlope = negativeSlope;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "leaky-relu", attrs: { negativeSlope: this.negativeSlope } };
  }
}

/** 1 / (1 + e^−x), element by element. */
export class Sigmoid extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "sigmoid", attrs: {} };
  }
}

/** tanh x, element by element. */
export class Tanh extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "tanh", attrs: {} };
  }
}

/** e^x / Σ e^x along the axis `dim`: the outputs along it sum to 1. */
export class Softmax extends OpLayer {
  dim: number;

  constructor(dim: number) {
    super();
    this.dim = dim;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "softmax", attrs: { dim: this.dim } };
  }
}

/** ln of the softmax: x − ln Σ e^x along the axis `dim`, what `NLLLoss` takes in PyTorch. */
export class LogSoftmax extends OpLayer {
  dim: number;

  constructor(dim: number) {
    super();
    this.dim = dim;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "log-softmax", attrs: { dim: this.dim } };
  }
}

/** x · sigmoid(x), also called swish (Ramachandran et al. 2017). */
export class SiLU extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("silu", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "silu", attrs: {} };
  }
}

/**
 * x · Φ(x) with the normal distribution's Φ, exactly or by its tanh approximation (Hendrycks & Gimpel 2016).
 */
export class GELU extends OpLayer {
  approximate: "none" | "tanh";

  constructor(options: GeluOptions = {}) {
    super();
    const { approximate = "none" } = optionsOf("gelu", options);
    this.approximate = approximate;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "gelu", attrs: { approximate: this.approximate } };
  }
}

/** x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019). */
export class Hardswish extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("hardswish", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "hardswish", attrs: {} };
  }
}

/** min(max(x + 3, 0), 6) / 6, element by element. */
export class Hardsigmoid extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("hardsigmoid", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "hardsigmoid", attrs: {} };
  }
}

/** x · tanh(ln(1 + e^x)), element by element; YOLOv4's choice (Misra 2019). */
export class Mish extends OpLayer {
  inplace: boolean;

  constructor(options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("mish", options);
    this.inplace = inplace;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "mish", attrs: {} };
  }
}
