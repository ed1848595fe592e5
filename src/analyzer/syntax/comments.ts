import ts from "typescript";
import { type FileRange, readShapes, type WrittenShape } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";

/** What one `@input` in a comment says. */
export interface InputComment {
  /** Empty where they cannot be read. */
  readonly shapes: readonly WrittenShape[];
  /** The text after `@input`, and its place. */
  readonly written: string;
  readonly at: FileRange;
}

/**
 * What the comments above a node say with `@input 1x3x224x224`, one for each mention, in order; words stand for symbols:
 * `Nx3x32x32` and `N × 3 × 32 × 32` alike. A mention in the middle of a sentence that states no shape is only a word.
 */
export function inputComments(file: ParsedFile, node: ts.Node): readonly InputComment[] {
  // Before an element of a list, a comment on the line of the brace or comma counts, too.
  const beside = ts.isExportSpecifier(node) ? ts.getTrailingCommentRanges(file.text, node.pos) : [];
  const comments = [...(beside ?? []), ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? [])];
  return comments.flatMap(({ pos, end }) => mentionsIn(file, pos, end));
}

function mentionsIn(file: ParsedFile, pos: number, end: number): readonly InputComment[] {
  const text = file.text.slice(pos, end).replace(/\*\/$/, "");
  return [...text.matchAll(/@input\b[^\S\n]*(.*)/g)].flatMap((found) => {
    const start = pos + found.index;
    const written = (found[1] ?? "").trim();
    const { shapes, rest } = readShapes(written);
    const isReadable =
      shapes.length > 0 && !goesOn.test(rest) && shapes.every(hasNoZero) && !isCount(shapes, rest);
    if (!isReadable && !beginsLine(file.text, start)) return [];
    const at = { file: file.path, start, end: start + found[0].trimEnd().length };
    return [{ shapes: isReadable ? shapes : [], written, at }];
  });
}

/** Text that can only be part of a malformed shape. */
const goesOn = /^\s*(?:[x×*]|,\s*\d|[-.]\d|\])/;

function hasNoZero({ sizes }: WrittenShape): boolean {
  return sizes.every((size) => size !== 0);
}

/** "3 channels" is a number with a word, and no shape of one axis. */
function isCount([first, ...others]: readonly WrittenShape[], rest: string): boolean {
  return others.length === 0 && first?.sizes.length === 1 && /^\s+\w/.test(rest);
}

function beginsLine(text: string, start: number): boolean {
  return /(?:^|\n)[\s/*]*$/.test(text.slice(Math.max(0, start - 200), start));
}
