import { plural } from "./plural.ts";

/** Beside the totals of a model whose layers do not fit together; null where they do. `1 error: figures as declared`. */
export function declaredWords(errors: number): string | null {
  return errors === 0 ? null : `${plural(errors, "error")}: figures as declared`;
}
