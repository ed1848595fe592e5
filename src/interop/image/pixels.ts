/** A picture: red, green and blue bytes, row by row. */
export interface Pixels extends Size {
  readonly rgb: Uint8Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
