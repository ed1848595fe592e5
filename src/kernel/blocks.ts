/* What kernels over blocked activations share: where their rows and their intermediate results stand. */

/** A row of a plane; outside the image the row of zeros. */
@inline
export function rowOrZeros(plane: usize, y: i32, height: i32, width: i32, zeros: usize): usize {
  return <u32>y < <u32>height ? plane + y * width * 32 : zeros;
}

/**
 * Room for so many bytes that is an odd number of cache lines: parts side by side, which are read and written in
 * turns, then fall into different sets of the caches.
 */
@inline
export function oddLines(bytes: usize): usize {
  return ((bytes + 63) & ~63) | 64;
}
