import { type Dim, printDim, printShapeShort, type Shape } from "../ir/index.ts";

/** What the sizes of an image batch are called, outermost first. */
const imageAxes = ["N", "C", "H", "W"] as const;

/** The short form within `limit` characters: formulas give way to `…` first, then the end is cut. */
export function fitShape(shape: Shape, limit: number): string {
  const whole = printShapeShort(shape);
  if (whole.length <= limit) return whole;
  return cut(shape.map(elided).join("×"), limit);
}

/** At most `limit` characters, the last one `…` where something is missing. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/**
 * Sizes by name where the tensor is an image batch: `N 1 · C 64 · H 56 · W 56`. Null for other ranks, and where a size
 * is a formula, which reads better in the shape itself. A symbol that is called like its axis stands alone.
 */
export function namedSizes(shape: Shape): string | null {
  const sizes = shape.map(printDim);
  if (shape.length !== imageAxes.length || sizes.some((size) => size.includes(" "))) return null;
  return imageAxes
    .map((axis, index) => (sizes[index] === axis ? axis : `${axis} ${sizes[index]}`))
    .join(" · ");
}

function elided(dim: Dim): string {
  const text = printDim(dim);
  return text.includes(" ") || text.length > 12 ? "…" : text;
}
