import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { isAt, isDottedName, nodesAround, pathTo, rangeOf } from "./queries.ts";

/** Arguments that are given by name, as in Python: `f(x, dim=1, keepdim=true)`. */
export interface KeywordArguments {
  readonly call: Range;
  readonly callee: CalledThing;
  /** How many arguments stand before them. */
  readonly before: number;
  readonly keywords: readonly { readonly name: string; readonly value: string }[];
  /** From the first of them to the last. */
  readonly all: Range;
  /** Whether a comment stands among them. */
  readonly hasComments: boolean;
}

/** As it is meant: Python's `(2, 3)` is a list, which here would be the last of its numbers. */
function valueText({ source }: ParsedFile, value: ts.Expression): string {
  const inner = bare(value);
  const isTuple =
    ts.isParenthesizedExpression(value) &&
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isTuple ? `[${inner.getText(source)}]` : value.getText(source);
}

/** What a call names: a class to construct, a function by its name alone or in a namespace, or a method of what stands before the dot. */
export type CalledThing =
  | { readonly kind: "class" | "function" | "namespaced"; readonly name: string }
  | { readonly kind: "method"; readonly name: string; readonly receiver: Range };

/** The call that has the name at this range as a keyword argument; null where there is none. */
export function keywordCallAt(file: ParsedFile, name: Range): Range | null {
  const call = callWithKeyword(file, name);
  return call === undefined ? null : rangeOf(file, call);
}

/** The keyword arguments of the call that has the name at this range among them; null where positional ones follow. */
export function keywordArgumentsAt(file: ParsedFile, name: Range): KeywordArguments | null {
  const call = callWithKeyword(file, name);
  if (call === undefined) return null;
  const given: readonly ts.Expression[] = call.arguments ?? [];
  const before = given.findIndex(isKeyword);
  const last = given.filter((one): one is Keyword => isKeyword(one));
  const all = { start: last[0]?.getStart(file.source) ?? call.end, end: last.at(-1)?.end ?? call.end };
  const callee = calleeOf(file, call);
  if (before < 0 || before + last.length < given.length || callee === null) return null;
  return {
    call: rangeOf(file, call),
    callee,
    before,
    keywords: last.map(({ left, right }) => ({ name: left.text, value: valueText(file, right) })),
    all,
    hasComments: hasComments(file, all),
  };
}

/** The same where they are written in one object, `f(x, { dim: 1 })`, that begins here. */
export function namedArgumentsAt(file: ParsedFile, { start }: Range): KeywordArguments | null {
  const call = nodesAround(file, start).findLast(
    (node) => isCall(node) && node.arguments?.at(-1)?.getStart(file.source) === start,
  );
  const last = call !== undefined && isCall(call) ? call.arguments?.at(-1) : undefined;
  if (call === undefined || !isCall(call) || last === undefined) return null;
  const object = bare(last);
  if (!ts.isObjectLiteralExpression(object)) return null;
  const keywords = object.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property))
      return [{ name: property.name.text, value: property.name.text }];
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return [];
    return [{ name: property.name.text, value: valueText(file, property.initializer) }];
  });
  const callee = calleeOf(file, call);
  if (keywords.length < object.properties.length || keywords.length === 0 || callee === null) return null;
  const before = (call.arguments?.length ?? 0) - 1;
  const all = rangeOf(file, last);
  return { call: rangeOf(file, call), callee, before, keywords, all, hasComments: hasComments(file, all) };
}

/** The namespaces of functions, as files usually name them. Before any other dot stands the thing whose method is called. */
const namespaces: ReadonlySet<string> = new Set(["F", "nn.functional", "nn.init", "torch"]);

function calleeOf(file: ParsedFile, call: ts.CallExpression | ts.NewExpression): CalledThing | null {
  const { source } = file;
  const { expression } = call;
  if (ts.isNewExpression(call))
    return isDottedName(expression) ? { kind: "class", name: expression.getText(source) } : null;
  if (ts.isIdentifier(expression)) return { kind: "function", name: expression.text };
  if (!ts.isPropertyAccessExpression(expression)) return null;
  const { name, expression: before } = expression;
  if (isDottedName(before) && namespaces.has(before.getText(source)))
    return { kind: "namespaced", name: name.text };
  return { kind: "method", name: name.text, receiver: rangeOf(file, bare(before)) };
}

function isCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function callWithKeyword(file: ParsedFile, name: Range): ts.CallExpression | ts.NewExpression | undefined {
  return pathTo(file, name).findLast(
    (node): node is ts.CallExpression | ts.NewExpression =>
      isCall(node) && (node.arguments ?? []).some((one) => isKeyword(one) && isAt(file, one.left, name)),
  );
}

type Keyword = ts.BinaryExpression & { readonly left: ts.Identifier };

function isKeyword(node: ts.Node): node is Keyword {
  if (!ts.isBinaryExpression(node)) return false;
  return node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left);
}

function hasComments({ text }: ParsedFile, { start, end }: Range): boolean {
  const scanner = ts.createScanner(
    ts.ScriptTarget.ESNext,
    false,
    ts.LanguageVariant.Standard,
    text.slice(start, end),
  );
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia)
      return true;
  }
  return false;
}
