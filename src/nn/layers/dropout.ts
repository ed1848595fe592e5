import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";
import type { InplaceOptions } from "./activations.ts";

/**
 * In training drops each number with probability `p` (Srivastava et al. 2014). Models run here as they do
 * after training, when nothing is dropped: the output is the input.
 */
export class Dropout extends Module {
  readonly p: number;
  readonly inplace: boolean;
  /** @internal */
  readonly attrs: Attrs;

  constructor(p = 0.5, { inplace = false }: InplaceOptions = {}) {
    super();
    this.p = p;
    this.inplace = inplace;
    this.attrs = attributes("dropout", { p });
  }

  forward(x: Tensor): Tensor {
    return apply("dropout", this.attrs, [x], this);
  }
}
