import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { type ComputedSize, pair, type Size2d } from "./sizes.ts";

/** The size wanted, or the factor by which it grows or shrinks: one of the two. */
export type UpsampleOptions = (
  | { size: ComputedSize; scaleFactor?: undefined }
  | { scaleFactor: Size2d; size?: undefined }
) & {
  /** `"nearest"` repeats pixels, `"bilinear"` mixes neighbours; `"nearest"`. */
  mode?: "nearest" | "bilinear" | undefined;
  /** Whether `"bilinear"` leaves the centres of the corner pixels in place, rather than the image's edges; false. */
  alignCorners?: boolean | undefined;
};

/**
 * Another height and width, as PyTorch's `Upsample`: [N, C, H, W] → [N, C, H′, W′] with the size given, or
 * H′ = ⌊H · scaleFactor⌋. A factor need not be whole, and may be below 1.
 */
export class Upsample extends OpLayer {
  size: ComputedSize | undefined;
  scaleFactor: Size2d | undefined;
  mode: "nearest" | "bilinear";
  alignCorners: boolean;

  constructor(options: UpsampleOptions) {
    super();
    const { size, scaleFactor, mode = "nearest", alignCorners = false } = optionsOf("upsample", options);
    this.size = size;
    this.scaleFactor = scaleFactor;
    this.mode = mode;
    this.alignCorners = alignCorners;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "upsample", attrs: upsampleAttributes(this) };
  }
}

export function upsampleAttributes(options: Partial<Upsample> | UpsampleOptions): Attrs {
  const { size, scaleFactor, mode = "nearest", alignCorners = false } = options;
  return {
    size: size === undefined ? null : pair(size),
    scaleFactor: scaleFactor === undefined ? null : pair(scaleFactor),
    mode,
    alignCorners,
  };
}
