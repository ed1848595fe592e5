import type { Range } from "../../base/index.ts";
import { commentsIn } from "./all-comments.ts";
import type { ParsedFile } from "./parse.ts";

/** The comments in some ranges of a file that are in none of the others. */
export function commentsLeft(
  file: ParsedFile,
  within: readonly Range[],
  outside: readonly Range[],
): readonly Range[] {
  const isIn = (ranges: readonly Range[], { start, end }: Range) =>
    ranges.some((range) => range.start <= start && end <= range.end);
  return commentsIn(file)
    .filter((comment) => isIn(within, comment) && !isIn(outside, comment))
    .map(({ start, end }) => ({ start, end }));
}
