import { type OpCall, OpLayer } from "./op-layer.ts";

/** Every r × r pixels become r × r channels, the inverse of `PixelShuffle`: [N, C, H·r, W·r] → [N, C·r², H, W]. */
export class PixelUnshuffle extends OpLayer {
  downscaleFactor: number;

  constructor(downscaleFactor: number) {
    super();
    this.downscaleFactor = downscaleFactor;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "pixel-unshuffle", attrs: { downscaleFactor: this.downscaleFactor } };
  }
}
