import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { isDottedName, lineStart, rangeOf } from "./queries.ts";

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

/** Answers for any range of the file after one walk: nodes do not know their parents. */
export function syntaxIndex(file: ParsedFile): (range: Range) => RangeSyntax {
  const initializers = new Map<number, Range>();
  const callees = new Map<number, Range>();
  const names = new Set<number>();
  const visit = (node: ts.Node): void => {
    const initialised = initialisedBy(node);
    if (initialised) initializers.set(initialised.name.end, rangeOf(file, initialised.initializer));
    const named = namedBy(node);
    if (named !== undefined) callees.set(key(rangeOf(file, node)), rangeOf(file, named));
    if (isDottedName(node)) names.add(key(rangeOf(file, node)));
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return (range) => ({
    initializer: initializers.get(range.end) ?? null,
    callee: callees.get(key(range)) ?? null,
    isName: names.has(key(range)),
    hasOwnLine: hasOwnLine(file.text, range),
  });
}

/** The variable that an expression is the initial or assigned value of: `net` for the construction in `net = new Net()`. */
export function namesOfInitializers(file: ParsedFile): (range: Range) => string | undefined {
  const names = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    const isField = ts.isPropertyDeclaration(node) || ts.isParameter(node);
    const initialised = isField ? undefined : initialisedBy(node);
    if (initialised && ts.isIdentifier(initialised.name))
      names.set(key(rangeOf(file, initialised.initializer)), initialised.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return (range) => names.get(key(range));
}

/** The callee of a call or construction, if it is a name or a member of whatever stands before it. */
function namedBy(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = node.expression;
  return isDottedName(callee) || ts.isPropertyAccessExpression(callee) ? callee : undefined;
}

function initialisedBy(
  node: ts.Node,
): { readonly name: ts.Node; readonly initializer: ts.Expression } | undefined {
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ? { name: node.left, initializer: node.right }
      : undefined;
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isBindingElement(node);
  return declares && node.initializer !== undefined
    ? { name: node.name, initializer: node.initializer }
    : undefined;
}

/** Larger than the length of any file, so that one number identifies a range. */
const longestFile = 2 ** 26;

function key({ start, end }: Range): number {
  return start * longestFile + end;
}

function hasOwnLine(text: string, { start, end }: Range): boolean {
  if (!/^\s*(?:return\s+)?$/.test(text.slice(lineStart(text, start), start))) return false;
  const after = /^[^\r\n]*/.exec(text.slice(end, end + 400))?.[0] ?? "";
  return /^[\s,;)\]]*(?:\/\/.*)?$/.test(after);
}
