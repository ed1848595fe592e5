import { optionsOf } from "../arguments.ts";
import { apply, attributes, type Tensor } from "../tensor.ts";

export interface GridSampleOptions {
  /** How a point between pixels is read; "bilinear". Volumes have no "bicubic". */
  mode?: "bilinear" | "nearest" | "bicubic" | undefined;
  /** What stands outside: zeros, the edge, or the image in a mirror; "zeros". */
  paddingMode?: "zeros" | "border" | "reflection" | undefined;
  /** Whether −1 and 1 are the middles of the outermost pixels, and not their edges; false. */
  alignCorners?: boolean | undefined;
}

/**
 * Reads images at the points of a grid, from −1 to 1 along each axis, width first: [N, C, H, W] and a grid [N, H′, W′, 2] →
 * [N, C, H′, W′]. Volumes [N, C, D, H, W] take a grid [N, D′, H′, W′, 3].
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
  /** As of `gridSample`; false. */
  alignCorners?: boolean | undefined;
}

/**
 * The grid of points of which each lies where a matrix moves it, for `gridSample` (Jaderberg et al. 2015): matrices [N, 2, 3]
 * and the size [N, C, H, W] → [N, H, W, 2]; of volumes [N, 3, 4] → [N, D, H, W, 3].
 */
export function affineGrid(theta: Tensor, size: readonly number[], options: AffineGridOptions = {}): Tensor {
  const { alignCorners = false } = optionsOf("affine-grid", options);
  return apply("affine-grid", attributes("affine-grid", { size: [size].flat(), alignCorners }), [theta]);
}
