import { optionsOf } from "../arguments.ts";
import type { InplaceOptions } from "./activations.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/**
 * In training drops each number with probability `p` (Srivastava et al. 2014). Models run here as they do
 * after training, when nothing is dropped: the output is the input.
 */
export class Dropout extends OpLayer {
  p: number;
  inplace: boolean;

  constructor(p = 0.5, options: InplaceOptions = {}) {
    super();
    const { inplace = false } = optionsOf("dropout", options);
    this.p = p;
    this.inplace = inplace;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "dropout", attrs: { p: this.p } };
  }
}
