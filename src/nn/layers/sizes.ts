/** A length, or a list of one. */
export type Size1d = number | readonly [length: number];

/** Height and width, or one number for both. */
export type Size2d = number | readonly [height: number, width: number];

/** Depth, height and width, or one number for all. */
export type Size3d = number | readonly [depth: number, height: number, width: number];

/** The same where it may have been computed, as `x.shape.slice(2)`: TypeScript does not know how long such a list is. */
export type ComputedSize = Size2d | readonly number[];

/** A length alone. */
export type Single = readonly [length: number];

/** Height and width apart. */
export type Pair = readonly [height: number, width: number];

/** Depth, height and width apart. */
export type Triple = readonly [depth: number, height: number, width: number];

/** The size as height and width. What is neither a number nor a list goes on as it is, for the op to refuse. */
export function pair(size: ComputedSize): Pair {
  return sizes(2, size) as Pair;
}

/** A size for each of so many axes; as `pair`. */
export function sizes<S extends readonly number[]>(axes: number, size: number | S): S {
  if (isList(size)) return [...size] as readonly number[] as S;
  return Array.from({ length: axes }, () => size) as readonly number[] as S;
}

function isList<S extends readonly number[]>(size: number | S): size is S {
  return Array.isArray(size);
}
