import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/** A size as a comment states it: a number, or a word for a symbol. */
export type StatedSize = number | string;

/**
 * The sizes that `@input 1x3x224x224` states in the comments above a node, one list for each mention, in order; words stand
 * for symbols: `Nx3x32x32` and `N × 3 × 32 × 32` alike. Empty where no comment says it.
 */
export function inputComments(file: ParsedFile, node: ts.Node): readonly (readonly StatedSize[])[] {
  const comments = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  const text = comments.map(({ pos, end }) => file.text.slice(pos, end)).join("\n");
  return [...text.matchAll(mention)].map(([, sizes = ""]) => parseSizes(sizes));
}

/** An `x` is always a cross, never a part of a word. */
const size = String.raw`(?:\d+|[A-WYZa-wyz_]+)`;
const cross = String.raw`(?:[^\S\n]*[x×*,][^\S\n]*(?!/)|[^\S\n]+(?=\d))`;
const mention = new RegExp(String.raw`@input[^\S\n]+\[?[^\S\n]*(${size}(?:${cross}${size})*)`, "g");

function parseSizes(text: string): readonly StatedSize[] {
  const words = text.match(new RegExp(size, "g")) ?? [];
  return words.map((word) => (/^\d/.test(word) ? Number(word) : word));
}
