import { isTensor } from "../running/states-in.ts";
import type { Tensor } from "../tensor.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";

/** Gives back what it gets. It keeps a place, for example where a block has no projection. It ignores arguments, as in PyTorch. */
export class Identity extends OpLayer {
  constructor(..._: readonly unknown[]) {
    super();
  }

  override forward(x: Tensor): Tensor {
    return x === undefined || isTensor(x) ? super.forward(x) : x;
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "identity", attrs: {} };
  }
}
