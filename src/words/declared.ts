import { plural } from "./plural.ts";

/**
 * Beside the totals of a model with errors; null for one without. After an input that does not fit, the figures go on with what
 * the layer was declared for: `1 error: the figures assume that each layer gets the input that it was declared for`.
 */
export function declaredWords(errors: number, assumesDeclared: boolean): string | null {
  const assumed = ": the figures assume that each layer gets the input that it was declared for";
  return errors === 0 ? null : `${plural(errors, "error")}${assumesDeclared ? assumed : ""}`;
}

/** The same where there is little space: `1 error · figures assume declared sizes`. */
export function shortDeclaredWords(errors: number, assumesDeclared: boolean): string | null {
  const assumed = " · figures assume declared sizes";
  return errors === 0 ? null : `${plural(errors, "error")}${assumesDeclared ? assumed : ""}`;
}
