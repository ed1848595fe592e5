/** A tensor of numbers for the reference implementations: row-major, NCHW. */
export interface ReferenceTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
