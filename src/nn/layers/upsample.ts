import { optionsOf } from "../arguments.ts";
import { apply, asTensor, attributes, type Tensor } from "../tensor.ts";
import { type OpCall, OpLayer } from "./op-layer.ts";
import { type ComputedSize, type Size2d, sizes } from "./sizes.ts";

export type ResizeMode =
  | "nearest"
  | "nearest-exact"
  | "linear"
  | "bilinear"
  | "bicubic"
  | "trilinear"
  | "area";

/** The size wanted, or the factor by which it grows or shrinks: one of the two. */
export type UpsampleOptions = (
  | { size: ComputedSize; scaleFactor?: undefined }
  | { scaleFactor: number | readonly number[]; size?: undefined }
) & {
  /**
   * `"nearest"` repeats pixels, and `"nearest-exact"` does as Pillow and scikit-image; `"bilinear"` mixes two neighbours an
   * axis, as `"linear"` does for signals and `"trilinear"` for volumes; `"bicubic"` mixes four; `"area"` takes means.
   * `"nearest"`.
   */
  mode?: ResizeMode | undefined;
  /**
   * Whether modes that mix neighbours keep the centres of the corner pixels in place, not the image's edges;
   * false.
   */
  alignCorners?: boolean | undefined;
  /** Whether the sizes that come of `scaleFactor` decide where pixels lie, rather than the factor itself; false. */
  recomputeScaleFactor?: boolean | undefined;
};

/**
 * Another height and width, as PyTorch's `Upsample`: [N, C, H, W] → [N, C, H′, W′] with the size given, or
 * H′ = ⌊H · scaleFactor⌋. A factor need not be whole, and may be below 1. Likewise the length of [N, C, L], and the sizes of
 * [N, C, D, H, W].
 */
export class Upsample extends OpLayer {
  size: ComputedSize | undefined;
  scaleFactor: number | readonly number[] | undefined;
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
    } = optionsOf("upsample", options, ["size", "scaleFactor"]);
    this.size = size;
    this.scaleFactor = scaleFactor;
    this.mode = mode;
    this.alignCorners = alignCorners;
    this.recomputeScaleFactor = recomputeScaleFactor;
    this.constructed();
  }

  override forward(x: Tensor): Tensor {
    const { op, attrs } = upsampling(this, asTensor("upsample", x).shape.length);
    return apply(op, attributes(op, attrs, this), [x], this);
  }

  /** @internal */
  override asOp(): OpCall {
    return upsampling(this, null);
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

/** For an input of so many axes, batch and channels included; what the mode or a list tells where that is not known. */
export function upsampling(
  options: (Partial<Upsample> | UpsampleOptions) & { readonly antialias?: boolean | undefined },
  rank: number | null,
): OpCall {
  // In one pattern: by it the analyzer knows which options there are.
  const {
    size,
    scaleFactor,
    mode = "nearest",
    alignCorners = false,
    recomputeScaleFactor = false,
    antialias = false,
  } = options;
  const axes = axesOf(mode, size ?? scaleFactor, rank);
  return {
    op: axes === 2 ? "upsample" : `upsample${axes}d`,
    attrs: {
      size: size === undefined ? null : sizes(axes, size),
      scaleFactor: scaleFactor === undefined ? null : sizes(axes, scaleFactor),
      mode,
      alignCorners,
      antialias,
      recomputeScaleFactor,
    },
  };
}

function axesOf(mode: ResizeMode, size: number | readonly number[] | undefined, rank: number | null): number {
  if (mode === "linear") return 1;
  if (mode === "bilinear" || mode === "bicubic") return 2;
  if (mode === "trilinear") return 3;
  if (rank !== null) return rank === 3 ? 1 : rank === 5 ? 3 : 2;
  return Array.isArray(size) && (size.length === 1 || size.length === 3) ? size.length : 2;
}
