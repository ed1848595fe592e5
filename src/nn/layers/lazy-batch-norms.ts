import { attributes, type Tensor } from "../tensor.ts";
import { type BatchNormAxes, type BatchNormOptions, NormOfBatches } from "./batch-norm.ts";
import type { OpCall } from "./op-layer.ts";

export interface LazyBatchNormOptions extends BatchNormOptions {}

/** What `LazyBatchNorm1d`, `LazyBatchNorm2d` and `LazyBatchNorm3d` have in common. */
abstract class LazyBatchNorm extends NormOfBatches {
  #numFeatures: number | null = null;

  constructor(axes: BatchNormAxes, options: LazyBatchNormOptions) {
    super(axes, options);
    const { op, attrs } = this.opFor(1);
    attributes(op, attrs);
  }

  /** The number of channels; null before the first call. */
  get numFeatures(): number | null {
    return this.#numFeatures;
  }

  override forward(x: Tensor): Tensor {
    this.#numFeatures ??= this.channelsOf(x);
    return super.forward(x);
  }

  /** @internal */
  override asOp(): OpCall {
    return this.#numFeatures === null ? { op: "identity", attrs: {} } : this.opFor(this.#numFeatures);
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
