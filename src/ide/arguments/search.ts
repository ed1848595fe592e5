/**
 * Finds something by trying it. After each attempt it yields what it found, or null for an attempt that came to
 * nothing, so that a host can stop the search, and do other work, between two attempts.
 */
export type Search<T> = Generator<T | null, void, undefined>;

/** All that a search finds. */
export function searchAll<T>(search: Search<T>): readonly T[] {
  return [...search].filter((one) => one !== null);
}
