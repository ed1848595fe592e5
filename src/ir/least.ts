import { type Dim, isUnknown } from "./dim.ts";

/**
 * A number that a dim is never below whatever its symbols stand for, which is at least 1 each; null where its terms do not
 * tell. Of something unknown nothing is known.
 */
export function leastOf(dim: Dim): number | null {
  if (typeof dim === "number") return dim;
  if (isUnknown(dim) || dim.terms.some(({ coefficient }) => coefficient < 0)) return null;
  // A quotient or an extremum is never negative here, but it may be 0.
  const plain = dim.terms.filter(({ factors }) => factors.every(({ kind }) => kind === "symbol"));
  return plain.reduce((least, { coefficient }) => least + coefficient, dim.constant);
}
