import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** Makes the axes from `startDim` to `endDim`, both included, one: [N, C, H, W] → [N, C·H·W] by default. */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(startDim = 1, endDim = -1) {
    super();
    this.startDim = startDim;
    this.endDim = endDim;
    this.attrs = attributes("flatten", { startDim, endDim });
  }

  forward(x: Tensor): Tensor {
    return apply("flatten", this.attrs, [x], this);
  }
}
