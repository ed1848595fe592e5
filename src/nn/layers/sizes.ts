/** Height and width, or one number for both. */
export type Size2d = number | readonly [height: number, width: number];

/** The same where it may have been computed, as `x.shape.slice(2)`: TypeScript does not know how long such a list is. */
export type ComputedSize = Size2d | readonly number[];

/** Height and width apart. */
export type Pair = readonly [height: number, width: number];

/** The size as height and width. What is neither a number nor a list goes on as it is, for the op to refuse. */
export function pair(size: ComputedSize): Pair {
  return isList(size) ? ([...size] as [height: number, width: number]) : [size, size];
}

function isList(size: ComputedSize): size is Exclude<ComputedSize, number> {
  return Array.isArray(size);
}
