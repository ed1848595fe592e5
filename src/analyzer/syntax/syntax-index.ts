import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { isDottedName, lineStart, rangeOf } from "./queries.ts";
import { surveyOf } from "./survey.ts";

/** What the syntax around one range says that its value does not. */
export interface RangeSyntax {
  /** What a name is declared with or assigned. */
  readonly initializer: Range | null;
  /** What a construction or a call names: `nn.Conv2d` in `new nn.Conv2d(3, 8, 3)`, `f(x).relu` in `f(x).relu()`. */
  readonly callee: Range | null;
  /** Whether it is only a name: `x`, `this.width`. */
  readonly isName: boolean;
  /** Whether its line holds nothing else but `return`, closing punctuation and comments. */
  readonly hasOwnLine: boolean;
}

/** Answers for any node of the file: nodes do not know their parents. */
export function syntaxIndex(file: ParsedFile): (node: ts.Node, range: Range) => RangeSyntax {
  const initializers = new Map<number, ts.Expression>();
  for (const { name, initializer } of surveyOf(file).initialised) initializers.set(name.end, initializer);
  return (node, range) => {
    const [initializer, callee] = [initializers.get(range.end), namedBy(node)];
    return {
      initializer: initializer === undefined ? null : rangeOf(file, initializer),
      callee: callee === undefined ? null : rangeOf(file, callee),
      isName: isDottedName(node),
      hasOwnLine: hasOwnLine(file.text, range),
    };
  };
}

/** The variable that an expression is the initial or assigned value of: `net` for the construction in `net = new Net()`. */
export function namesOfInitializers(file: ParsedFile): (range: Range) => string | undefined {
  const names = new Map<number, string>();
  for (const { name, initializer, isMember } of surveyOf(file).initialised)
    if (!isMember && ts.isIdentifier(name)) names.set(key(rangeOf(file, initializer)), name.text);
  return (range) => names.get(key(range));
}

/** The callee of a call or construction, if it is a name or a member of whatever stands before it. */
function namedBy(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = node.expression;
  return isDottedName(callee) || ts.isPropertyAccessExpression(callee) ? callee : undefined;
}

/** Larger than the length of any file, so that one number identifies a range. */
const longestFile = 2 ** 26;

function key({ start, end }: Range): number {
  return start * longestFile + end;
}

function hasOwnLine(text: string, { start, end }: Range): boolean {
  return endsItsLine(text, end) && startsItsLine(text, start);
}

/** Whether only blanks and `return` stand before an offset in its line. */
function startsItsLine(text: string, offset: number): boolean {
  const blank = text[offset - 1];
  if (blank !== undefined && !/\s/.test(blank)) return false;
  return /^\s*(?:return\s+)?$/.test(text.slice(lineStart(text, offset), offset));
}

/** Whether only closing punctuation and a comment stand behind an offset in its line; nobody looks farther than this. */
const farthest = 400;

function endsItsLine(text: string, offset: number): boolean {
  const last = Math.min(text.length, offset + farthest);
  for (let at = offset; at < last; at++) {
    const char = text[at] ?? "";
    if (char === "\n" || char === "\r" || text.startsWith("//", at)) return true;
    if (!closing.test(char)) return false;
  }
  return true;
}

const closing = /[\s,;)\]]/;
