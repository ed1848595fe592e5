import { optionsOf } from "../arguments.ts";
import { asTensor, attributes, type Tensor } from "../tensor.ts";
import { NormByStatistics } from "./affine-layer.ts";
import type { BatchNormOptions } from "./batch-norm.ts";
import type { OpCall } from "./op-layer.ts";

export interface LazyBatchNormOptions extends BatchNormOptions {}

/** What `LazyBatchNorm1d`, `LazyBatchNorm2d` and `LazyBatchNorm3d` have in common. */
abstract class LazyBatchNorm extends NormByStatistics {
  readonly eps: number;
  readonly momentum: number | null;
  readonly affine: boolean;
  readonly #axes: number;
  #numFeatures: number | null = null;

  constructor(axes: 1 | 2 | 3, options: LazyBatchNormOptions) {
    super();
    const { eps = 1e-5, momentum = 0.1, affine = true } = optionsOf(`batch-norm${axes}d`, options);
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.#axes = axes;
    const { op, attrs } = this.#opFor(1);
    attributes(op, attrs);
  }

  /** The number of channels; null before the first call. */
  get numFeatures(): number | null {
    return this.#numFeatures;
  }

  override forward(x: Tensor): Tensor {
    this.#numFeatures ??= asTensor(`batch-norm${this.#axes}d`, x).size(1);
    return super.forward(x);
  }

  /** @internal */
  override asOp(): OpCall {
    return this.#numFeatures === null ? { op: "identity", attrs: {} } : this.#opFor(this.#numFeatures);
  }

  #opFor(numFeatures: number): OpCall {
    const { eps: epsilon, momentum, affine } = this;
    return { op: `batch-norm${this.#axes}d`, attrs: { numFeatures, epsilon, momentum, affine } };
  }
}

/** `BatchNorm1d` of as many channels as the first tensor has. */
export class LazyBatchNorm1d extends LazyBatchNorm {
  constructor(options: LazyBatchNormOptions = {}) {
    super(1, options);
  }
}

/** `BatchNorm2d` of as many channels as the first image has. */
export class LazyBatchNorm2d extends LazyBatchNorm {
  constructor(options: LazyBatchNormOptions = {}) {
    super(2, options);
  }
}

/** `BatchNorm3d` of as many channels as the first volume has. */
export class LazyBatchNorm3d extends LazyBatchNorm {
  constructor(options: LazyBatchNormOptions = {}) {
    super(3, options);
  }
}
