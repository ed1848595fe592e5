import { type OpCall, OpLayer } from "./op-layer.ts";

/** Gives back what it gets. It keeps a place, for example where a block has no projection. */
export class Identity extends OpLayer {
  /** @internal */
  override asOp(): OpCall {
    return { op: "identity", attrs: {} };
  }
}
