/* The families that find or use places, and running sums. */

/**
 * Writes the first input's numbers to the places that the second names, with zeros everywhere else. The last of
 * several at one place counts; a place outside is skipped.
 */
export interface UnpoolLowering {
  readonly family: "unpool";
  /** The number of places in a plane or volume of the input and of the output. */
  readonly from: number;
  readonly to: number;
}

/** The running sum along an axis. */
export interface CumulativeSumLowering {
  readonly family: "cumulative-sum";
  readonly axis: number;
}

/**
 * Along an axis, the first input's numbers at the indices in the second, rounded towards 0, whose shape the
 * result has. An index out of range gives NaN.
 */
export interface GatherLowering {
  readonly family: "gather";
  readonly axis: number;
}

/** The points of an image or volume, moved by matrices [N, axes, axes + 1]: a grid for `grid-sample`. */
export interface AffineGridLowering {
  readonly family: "affine-grid";
  readonly alignCorners: boolean;
}

/**
 * Images read at points, whose coordinates name the last axis first. `mixturesAt` says what is read for a point.
 */
export interface GridSampleLowering {
  readonly family: "grid-sample";
  readonly mode: "bilinear" | "nearest" | "bicubic";
  /** What is outside the image. */
  readonly padding: "zeros" | "border" | "reflection";
  readonly alignCorners: boolean;
}
