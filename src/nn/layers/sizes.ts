/** Height and width, or one number for both. */
export type Size2d = number | readonly [height: number, width: number];

/** Height and width apart. */
export function pair(size: Size2d): readonly [height: number, width: number] {
  return typeof size === "number" ? [size, size] : [...size];
}
