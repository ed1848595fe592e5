import { type OpCall, OpLayer } from "./op-layer.ts";

/** Every r × r channels become r × r pixels (Shi et al. 2016): [N, C·r², H, W] → [N, C, H·r, W·r]. */
export class PixelShuffle extends OpLayer {
  upscaleFactor: number;

  constructor(upscaleFactor: number) {
    super();
    this.upscaleFactor = upscaleFactor;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "pixel-shuffle", attrs: { upscaleFactor: this.upscaleFactor } };
  }
}
