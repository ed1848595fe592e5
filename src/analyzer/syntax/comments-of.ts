import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { lineStart } from "./queries.ts";

/** A statement with the comments that speak of it: those on lines of their own above it, and one behind it. */
export interface WholeStatement {
  readonly text: string;
  readonly hasComments: boolean;
  /** What to delete, so that no empty line is left. */
  readonly removed: Range;
}

export function wholeStatement(file: ParsedFile, statement: ts.Statement): WholeStatement {
  const { text, source } = file;
  const own = { start: statement.getStart(source), end: statement.end };
  const behind = /^[^\S\n]*(?<comment>\/\/.*)?(?=\n|$)/.exec(text.slice(own.end));
  if (spacesBefore(file, statement) === null || behind === null) {
    const blanks = /[^\S\n]*$/.exec(text.slice(0, own.start))?.[0].length ?? 0;
    const isFirst = spacesBefore(file, statement) !== null;
    const after = isFirst ? (/^[^\S\n]*/.exec(text.slice(own.end))?.[0].length ?? 0) : 0;
    const removed = isFirst
      ? { start: own.start, end: own.end + after }
      : { start: own.start - blanks, end: own.end };
    return { text: text.slice(own.start, own.end), hasComments: false, removed };
  }
  const start = ts.getLeadingCommentRanges(text, statement.pos)?.[0]?.pos ?? own.start;
  const end = own.end + behind[0].length;
  return {
    text: text.slice(start, end).trimEnd(),
    hasComments: start < own.start || behind.groups?.comment !== undefined,
    // With the line break before it.
    removed: { start: lineStart(text, start) - 1, end },
  };
}

/** The blanks before a node that begins its line; null where something else stands before it. */
export function spacesBefore({ text, source }: ParsedFile, node: ts.Node): string | null {
  const start = node.getStart(source);
  const before = text.slice(lineStart(text, start), start);
  return before.trim() === "" ? before : null;
}
