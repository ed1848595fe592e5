import { type LPPoolOptions, lpPool1d, lpPool2d, lpPool3d } from "../functional/lp-pooling.ts";
import { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import type { Pair, Single, Size1d, Size2d, Size3d, Triple } from "./sizes.ts";

/** The p-norm of the numbers under a window that slides along a signal, with p = `normType`. */
export class LPPool1d extends Module {
  normType: number;
  kernelSize: Size1d;
  readonly options: LPPoolOptions<Single>;

  constructor(normType: number, kernelSize: Size1d, options: LPPoolOptions<Single> = {}) {
    super();
    this.normType = normType;
    this.kernelSize = kernelSize;
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return lpPool1d(x, this.normType, this.kernelSize, this.options);
  }
}

/** The p-norm of the numbers under a window that slides over height and width, with p = `normType`. */
export class LPPool2d extends Module {
  normType: number;
  kernelSize: Size2d;
  readonly options: LPPoolOptions<Pair>;

  constructor(normType: number, kernelSize: Size2d, options: LPPoolOptions<Pair> = {}) {
    super();
    this.normType = normType;
    this.kernelSize = kernelSize;
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return lpPool2d(x, this.normType, this.kernelSize, this.options);
  }
}

/** The p-norm of the numbers under a window that slides over depth, height and width, with p = `normType`. */
export class LPPool3d extends Module {
  normType: number;
  kernelSize: Size3d;
  readonly options: LPPoolOptions<Triple>;

  constructor(normType: number, kernelSize: Size3d, options: LPPoolOptions<Triple> = {}) {
    super();
    this.normType = normType;
    this.kernelSize = kernelSize;
    this.options = options;
  }

  forward(x: Tensor): Tensor {
    return lpPool3d(x, this.normType, this.kernelSize, this.options);
  }
}
