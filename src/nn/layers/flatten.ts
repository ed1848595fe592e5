import { type OpCall, OpLayer } from "./op-layer.ts";

/** Makes the axes from `startDim` to `endDim`, both included, one: [N, C, H, W] → [N, C·H·W] by default. */
export class Flatten extends OpLayer {
  startDim: number;
  endDim: number;

  constructor(startDim = 1, endDim = -1) {
    super();
    this.startDim = startDim;
    this.endDim = endDim;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "flatten", attrs: { startDim: this.startDim, endDim: this.endDim } };
  }
}
