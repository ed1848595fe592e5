import type { Attrs } from "../../ir/index.ts";
import { optionsOf } from "../arguments.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { type ComputedSize, pair, type Size2d } from "./sizes.ts";

export type ResizeMode = "nearest" | "nearest-exact" | "bilinear" | "bicubic" | "area";

/** The size wanted, or the factor by which it grows or shrinks: one of the two. */
export type UpsampleOptions = (
  | { size: ComputedSize; scaleFactor?: undefined }
  | { scaleFactor: Size2d; size?: undefined }
) & {
  /**
   * `"nearest"` repeats pixels, and `"nearest-exact"` does as Pillow and scikit-image; `"bilinear"` mixes two neighbours an
   * axis, `"bicubic"` four; `"area"` takes means. `"nearest"`.
   */
  mode?: ResizeMode | undefined;
  /** Whether `"bilinear"` and `"bicubic"` leave the centres of the corner pixels in place, rather than the image's edges; false. */
  alignCorners?: boolean | undefined;
  /** Whether the sizes that come of `scaleFactor` decide where pixels lie, rather than the factor itself; false. */
  recomputeScaleFactor?: boolean | undefined;
};

/**
 * Another height and width, as PyTorch's `Upsample`: [N, C, H, W] → [N, C, H′, W′] with the size given, or
 * H′ = ⌊H · scaleFactor⌋. A factor need not be whole, and may be below 1.
 */
export class Upsample extends OpLayer {
  size: ComputedSize | undefined;
  scaleFactor: Size2d | undefined;
  mode: ResizeMode;
  alignCorners: boolean;
  recomputeScaleFactor: boolean;

  constructor(options: UpsampleOptions) {
    super();
    const {
      size,
      scaleFactor,
      mode = "nearest",
      alignCorners = false,
      recomputeScaleFactor = false,
    } = optionsOf("upsample", options);
    this.size = size;
    this.scaleFactor = scaleFactor;
    this.mode = mode;
    this.alignCorners = alignCorners;
    this.recomputeScaleFactor = recomputeScaleFactor;
    this.constructed();
  }

  /** @internal */
  override asOp(): OpCall {
    return { op: "upsample", attrs: upsampleAttributes(this) };
  }
}

/** `Upsample` that repeats pixels. */
export class UpsamplingNearest2d extends Upsample {
  constructor(options: FixedUpsampleOptions) {
    super(options);
    this.mode = "nearest";
  }
}

/** `Upsample` that mixes neighbours and leaves the corner pixels in place. */
export class UpsamplingBilinear2d extends Upsample {
  constructor(options: FixedUpsampleOptions) {
    super(options);
    this.mode = "bilinear";
    this.alignCorners = true;
  }
}

/** The size wanted, or the factor. */
export type FixedUpsampleOptions =
  | { size: ComputedSize; scaleFactor?: undefined }
  | { scaleFactor: Size2d; size?: undefined };

/** The options of `F.interpolate`. */
export type InterpolateOptions = UpsampleOptions & {
  /** Whether `"bilinear"` and `"bicubic"` smooth an image that becomes smaller, as Pillow does; false. */
  antialias?: boolean | undefined;
};

export function upsampleAttributes(
  options: (Partial<Upsample> | UpsampleOptions) & { readonly antialias?: boolean | undefined },
): Attrs {
  // In one pattern: by it the analyzer knows which options there are.
  const {
    size,
    scaleFactor,
    mode = "nearest",
    alignCorners = false,
    antialias = false,
    recomputeScaleFactor = false,
  } = options;
  return {
    size: size === undefined ? null : pair(size),
    scaleFactor: scaleFactor === undefined ? null : pair(scaleFactor),
    mode,
    alignCorners,
    antialias,
    recomputeScaleFactor,
  };
}
