import { type Dim, printDim, printShape, type Shape } from "../../ir/index.ts";

/** Each shape once, in the order of appearance. */
export function distinctShapes(shapes: readonly Shape[]): readonly Shape[] {
  return [...new Map(shapes.map((shape) => [printShape(shape), shape])).values()];
}

/** Each size once, in the order of appearance. */
export function distinctSizes(sizes: readonly Dim[]): readonly Dim[] {
  return [...new Map(sizes.map((size) => [printDim(size), size])).values()];
}
