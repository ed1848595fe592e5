import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/**
 * The sizes that `@input 1x3x224x224` states in the comments above a node; words stand for symbols (`Nx3x32x32` and
 * `N x 3 x 32 x 32` alike). Undefined where no comment says it.
 */
export function inputComment(file: ParsedFile, node: ts.Node): readonly (number | string)[] | undefined {
  const comments = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  for (const { pos, end } of [...comments].reverse()) {
    const stated = /@input\s+\[?([\w\s,×*]+?)\]?\s*(?:\*\/|$|\n|\.\s)/.exec(file.text.slice(pos, end));
    const sizes = stated?.[1] === undefined ? undefined : parseSizes(stated[1]);
    if (sizes !== undefined) return sizes;
  }
  return undefined;
}

/** `1x3x224x224`, `1×3×224×224`, `N, 3, 32, 32`; undefined where it is none of these. */
function parseSizes(text: string): readonly (number | string)[] | undefined {
  const words = text.trim().split(/\s*[x×*,]\s*|\s+/);
  if (!words.every((word) => /^(\d+|[A-Za-z]\w*)$/.test(word))) return undefined;
  return words.map((word) => (/^\d+$/.test(word) ? Number(word) : word));
}
