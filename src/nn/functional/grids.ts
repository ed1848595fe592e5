import { optionsOf } from "../arguments.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface GridSampleOptions {
  /** How to read between pixels; "bilinear". Volumes have no "bicubic". */
  mode?: "bilinear" | "nearest" | "bicubic" | undefined;
  /** What is outside the image: zeros, its edge, or its reflection; "zeros". */
  paddingMode?: "zeros" | "border" | "reflection" | undefined;
  /** Whether −1 and 1 are the centres of the outermost pixels, rather than their edges; false. */
  alignCorners?: boolean | undefined;
}

/**
 * Reads images at the points of a grid: [N, C, H, W] and a grid [N, H′, W′, 2] → [N, C, H′, W′]. A point is (x,
 * y), each from −1 to 1. Volumes [N, C, D, H, W] take a grid [N, D′, H′, W′, 3] of points (x, y, z).
 */
export function gridSample(x: Tensor, grid: Tensor, options: GridSampleOptions = {}): Tensor {
  const {
    mode = "bilinear",
    paddingMode = "zeros",
    alignCorners = false,
  } = optionsOf("grid-sample", options);
  return apply("grid-sample", attributes("grid-sample", { mode, paddingMode, alignCorners }), [x, grid]);
}

export interface AffineGridOptions {
  /** As in `gridSample`; false. */
  alignCorners?: boolean | undefined;
}

/**
 * The centres of an image's pixels, moved by an affine matrix, as a grid for `gridSample` (Jaderberg et al.
 * 2015): matrices [N, 2, 3] and the size [N, C, H, W] → [N, H, W, 2]; for volumes [N, 3, 4] and [N, C, D, H, W]
 * → [N, D, H, W, 3].
 */
export function affineGrid(theta: Tensor, size: readonly number[], options: AffineGridOptions = {}): Tensor {
  const { alignCorners = false } = optionsOf("affine-grid", options);
  return apply("affine-grid", attributes("affine-grid", { size: [size].flat(), alignCorners }), [theta]);
}
