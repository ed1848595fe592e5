/** Set by the build (builds.json): pixels of the largest tile, and whether its inner loop is unrolled. */
declare const TILE: i32;
declare const UNROLLED: bool;
