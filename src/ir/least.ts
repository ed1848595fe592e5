import { type Dim, isUnknown } from "./dim.ts";

/**
 * A lower bound of a dim where every symbol is at least 1. Null where the terms give none, or the dim is unknown.
 */
export function leastOf(dim: Dim): number | null {
  if (typeof dim === "number") return dim;
  if (isUnknown(dim) || dim.terms.some(({ coefficient }) => coefficient < 0)) return null;
  // A quotient or an extremum is never negative here, but it may be 0.
  const plain = dim.terms.filter(({ factors }) => factors.every(({ kind }) => kind === "symbol"));
  return plain.reduce((least, { coefficient }) => least + coefficient, dim.constant);
}
