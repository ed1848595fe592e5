import { optionsOf } from "../arguments.ts";
import { asTensor, attributes, type Tensor } from "../tensor.ts";
import { NormByStatistics } from "./affine-layer.ts";
import { type BatchNormAxes, type BatchNormOptions, batchNormCall, byOwnStatistics } from "./batch-norm.ts";
import type { OpCall } from "./op-layer.ts";

export interface LazyBatchNormOptions extends BatchNormOptions {}

/** What `LazyBatchNorm1d`, `LazyBatchNorm2d` and `LazyBatchNorm3d` have in common. */
abstract class LazyBatchNorm extends NormByStatistics {
  readonly eps: number;
  readonly momentum: number | null;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  readonly #axes: BatchNormAxes;
  #numFeatures: number | null = null;

  constructor(axes: BatchNormAxes, options: LazyBatchNormOptions) {
    super();
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
      trackRunningStats = true,
    } = optionsOf(`batch-norm${axes}d`, options);
    this.eps = eps;
    this.momentum = momentum;
    this.affine = affine;
    this.trackRunningStats = trackRunningStats;
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
    if (this.trackRunningStats) return super.forward(x);
    return byOwnStatistics(this.#axes, x, this.asOp(), this);
  }

  /** @internal */
  override asOp(): OpCall {
    return this.#numFeatures === null ? { op: "identity", attrs: {} } : this.#opFor(this.#numFeatures);
  }

  #opFor(numFeatures: number): OpCall {
    return batchNormCall(this.#axes, numFeatures, this);
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
