import { covers, type FileRange } from "./range.ts";

/**
 * Of things that are written somewhere, those that are meant by a place: all that it covers or cuts, over several lines or more
 * than one call; else those whose source is the innermost around it. One call may have made several.
 */
export function writtenAt<T extends { readonly source: FileRange }>(
  written: readonly T[],
  at: FileRange,
): readonly T[] {
  const around = written.filter(({ source }) => covers(source, at));
  // A click on a box selects exactly its source, in which others may be nested.
  const isOne = around.some(({ source }) => covers(at, source));
  const touched = written.filter(({ source }) => overlaps(at, source) && !covers(source, at));
  if (touched.length > 0 && !isOne) return touched;
  const smallest = Math.min(...around.map(({ source }) => source.end - source.start));
  return around.filter(({ source }) => source.end - source.start === smallest);
}

function overlaps(one: FileRange, other: FileRange): boolean {
  return one.file === other.file && one.start < other.end && other.start < one.end;
}
