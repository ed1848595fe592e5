import { type Dim, differs, equal, known, product } from "./dim.ts";

/** A tensor's sizes, outermost first. Images are NCHW: batch, channels, height, width. The empty shape is a scalar. */
export type Shape = readonly Dim[];

/** A shape without symbols. */
export type KnownShape = readonly number[];

/** How many elements a tensor of this shape has. */
export function elementCount(shape: Shape): Dim {
  return product(shape);
}

/** Whether both shapes have the same rank and the same dims for every value of their symbols. */
export function sameShape(left: Shape, right: Shape): boolean {
  if (left.length !== right.length) return false;
  for (let axis = 0; axis < left.length; axis++) if (!equal(left[axis] ?? 0, right[axis] ?? 0)) return false;
  return true;
}

/** Whether the shapes differ for sure: another rank, or a dim whose difference is a known number other than 0. */
export function shapesDiffer(left: Shape, right: Shape): boolean {
  return left.length !== right.length || left.some((dim, axis) => differs(dim, right[axis] ?? 0));
}

/** Whether the shape is to be broadcast to become the other one, and can be as far as is known. */
export function isSpread(from: Shape, to: Shape): boolean {
  const missing = to.length - from.length;
  if (missing < 0) return false;
  const pairs = from.map((dim, axis): readonly [Dim, Dim] => [dim, to[axis + missing] ?? 0]);
  const isOne = (dim: Dim): boolean => known(dim) === 1;
  if (missing > 0) return pairs.every(([dim, wanted]) => isOne(dim) || !differs(dim, wanted));
  return (
    pairs.every(([dim, wanted]) => isOne(dim) || equal(dim, wanted)) &&
    pairs.some(([dim, wanted]) => isOne(dim) && !isOne(wanted))
  );
}

/** The sizes as plain numbers, or undefined where one of them is symbolic or unknown. */
export function knownShape(shape: Shape): readonly number[] | undefined {
  const sizes = shape.map(known).filter((size) => size !== undefined);
  return sizes.length === shape.length ? sizes : undefined;
}
