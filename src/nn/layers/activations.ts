import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type GeluOptions, type Tensor } from "../tensor.ts";

/**
 * PyTorch's option, accepted so that code carries over. Where a result is written is the runtime's affair
 * here.
 */
export interface InplaceOptions {
  inplace?: boolean | undefined;
}

/** max(x, 0), element by element. Shapes stay. */
export class ReLU extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("relu", {}, [x], this);
  }
}

/** min(max(x, 0), 6), element by element; MobileNet's choice for low precision. */
export class ReLU6 extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("relu6", {}, [x], this);
  }
}

/** x where positive, negativeSlope · x elsewhere (Maas et al. 2013). */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;
  readonly inplace: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(negativeSlope = 0.01, { inplace = false }: InplaceOptions = {}) {
    super();
    this.negativeSlope = negativeSlope;
    this.inplace = inplace;
    this.attrs = attributes("leaky-relu", { negativeSlope });
  }

  forward(x: Tensor): Tensor {
    return apply("leaky-relu", this.attrs, [x], this);
  }
}

/** 1 / (1 + e^−x), element by element. */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return apply("sigmoid", {}, [x], this);
  }
}

/** tanh x, element by element. */
export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return apply("tanh", {}, [x], this);
  }
}

/** e^x / Σ e^x along the axis `dim`: the outputs along it sum to 1. */
export class Softmax extends Module {
  readonly dim: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(dim: number) {
    super();
    this.dim = dim;
    this.attrs = attributes("softmax", { dim });
  }

  forward(x: Tensor): Tensor {
    return apply("softmax", this.attrs, [x], this);
  }
}

/** ln of the softmax: x − ln Σ e^x along the axis `dim`, what `NLLLoss` takes in PyTorch. */
export class LogSoftmax extends Module {
  readonly dim: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(dim: number) {
    super();
    this.dim = dim;
    this.attrs = attributes("log-softmax", { dim });
  }

  forward(x: Tensor): Tensor {
    return apply("log-softmax", this.attrs, [x], this);
  }
}

/** x · sigmoid(x), also called swish (Ramachandran et al. 2017). */
export class SiLU extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("silu", {}, [x], this);
  }
}

/**
 * x · Φ(x) with the normal distribution's Φ, exactly or by its tanh approximation (Hendrycks & Gimpel 2016).
 */
export class GELU extends Module {
  readonly approximate: "none" | "tanh";
  /** @internal */
  readonly attrs: Attrs;

  constructor({ approximate = "none" }: GeluOptions = {}) {
    super();
    this.approximate = approximate;
    this.attrs = attributes("gelu", { approximate });
  }

  forward(x: Tensor): Tensor {
    return apply("gelu", this.attrs, [x], this);
  }
}

/** x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019). */
export class Hardswish extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("hardswish", {}, [x], this);
  }
}

/** min(max(x + 3, 0), 6) / 6, element by element. */
export class Hardsigmoid extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("hardsigmoid", {}, [x], this);
  }
}

/** x · tanh(ln(1 + e^x)), element by element; YOLOv4's choice (Misra 2019). */
export class Mish extends Module {
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }

  forward(x: Tensor): Tensor {
    return apply("mish", {}, [x], this);
  }
}
