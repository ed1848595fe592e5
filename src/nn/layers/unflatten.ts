import { type OpCall, OpLayer } from "./op-layer.ts";

/**
 * Makes several axes of one, `dim`: [N, C·H·W] → [N, C, H, W] with `dim` 1. One of the sizes may be −1 and follows from
 * the others.
 */
export class Unflatten extends OpLayer {
  dim: number;
  unflattenedSize: readonly number[];

  constructor(dim: number, unflattenedSize: readonly number[]) {
    super();
    this.dim = dim;
    this.unflattenedSize = unflattenedSize;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "unflatten", attrs: { dim: this.dim, sizes: this.unflattenedSize } };
  }
}
