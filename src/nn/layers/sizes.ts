/** Height and width, or one number for both. */
export type Size2d = number | readonly [height: number, width: number];

/** Height and width apart. */
export type Pair = readonly [height: number, width: number];

/** The size as height and width. What is neither a number nor a list goes on as it is, for the op to refuse. */
export function pair(size: Size2d): Pair {
  return isList(size) ? [...size] : [size, size];
}

function isList(size: Size2d): size is Pair {
  return Array.isArray(size);
}
