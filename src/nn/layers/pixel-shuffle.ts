import type { Attrs } from "../../ir/index.ts";
import { Module } from "../module.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

/** Every r × r channels become r × r pixels (Shi et al. 2016): [N, C·r², H, W] → [N, C, H·r, W·r]. */
export class PixelShuffle extends Module {
  readonly upscaleFactor: number;
  /** @internal */
  readonly attrs: Attrs;

  constructor(upscaleFactor: number) {
    super();
    this.upscaleFactor = upscaleFactor;
    this.attrs = attributes("pixel-shuffle", { upscaleFactor });
  }

  forward(x: Tensor): Tensor {
    return apply("pixel-shuffle", this.attrs, [x], this);
  }
}
