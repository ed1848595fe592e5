/* Families that find places or read at them, and running sums. */

/**
 * The numbers of the first input at such places, which the second one names, over zeros. A later one counts; what lies
 * outside is left out.
 */
export interface UnpoolLowering {
  readonly family: "unpool";
  /** How many places a plane or volume of the input has, and of the output. */
  readonly from: number;
  readonly to: number;
}

/** The sum of all up to each place of an axis, itself included. */
export interface CumulativeSumLowering {
  readonly family: "cumulative-sum";
  readonly axis: number;
}

/**
 * Along an axis, the places that the second input names, rounded towards 0; its shape is the result's. NaN where there is no
 * such place.
 */
export interface GatherLowering {
  readonly family: "gather";
  readonly axis: number;
}

/** The points of an image or volume, moved by the matrices [N, axes, axes + 1], as `grid-sample` takes them. */
export interface AffineGridLowering {
  readonly family: "affine-grid";
  readonly alignCorners: boolean;
}

/**
 * Images read at points, the last axis of an image first in a point. `mixturesAt` says what is read for one: along each
 * axis −1 and 1 are the edges, or with `alignCorners` the middles of the outermost pixels.
 */
export interface GridSampleLowering {
  readonly family: "grid-sample";
  readonly mode: "bilinear" | "nearest" | "bicubic";
  /** What stands outside the image. */
  readonly padding: "zeros" | "border" | "reflection";
  readonly alignCorners: boolean;
}
