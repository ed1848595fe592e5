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

/** Sizes by name where the tensor is an image batch: `N 1 · C 64 · H 56 · W 56`; null for other ranks. */
export function namedSizes(shape: Shape): string | null {
  if (shape.length !== imageAxes.length) return null;
  return shape.map((dim, axis) => `${imageAxes[axis]} ${printDim(dim)}`).join(" · ");
}

function elided(dim: Dim): string {
  const text = printDim(dim);
  return text.includes(" ") || text.length > 12 ? "…" : text;
}
