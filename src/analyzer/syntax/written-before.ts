import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { inNamespace, isDottedName, isNameOfSequential, nodesAround, rangeOf } from "./queries.ts";
import { isSteady } from "./steady.ts";

/** `new nn.Conv2d(3, width, 3)` as it is written. */
export interface WrittenConstruction {
  /** The class with its namespace: `nn.Conv2d`; "" for a part of a Sequential that is not constructed there. */
  readonly callee: string;
  readonly arguments: readonly WrittenArgument[];
  readonly range: Range;
}

export interface WrittenArgument {
  readonly text: string;
  /** Whether it is made of names, numbers, calls and arithmetic alone. */
  readonly isPlain: boolean;
  /** Whether it would be the same argument if it were written once more at the offset. */
  isSteady(): boolean;
}

/** What was constructed before an offset in the class around it, else in the function, else in the file; in that order. */
export function constructionsBefore(file: ParsedFile, offset: number): readonly WrittenConstruction[] {
  const around = [...nodesAround(file, offset)];
  const owner = around.findLast(ts.isClassLike) ?? around.findLast(ts.isFunctionLike) ?? file.source;
  const found: WrittenConstruction[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos >= offset) return;
    ts.forEachChild(node, visit);
    if (!ts.isNewExpression(node) || !isDottedName(node.expression)) return;
    found.push(...otherParts(file, node, offset));
    if (node.end <= offset) found.push(written(file, node, offset));
  };
  ts.forEachChild(owner, visit);
  // The parts of a Sequential come before it, in their order.
  return found.sort((left, right) => left.range.end - right.range.end);
}

/** `...layers` or `this.first` in a Sequential. */
function otherParts(
  file: ParsedFile,
  made: ts.NewExpression,
  offset: number,
): readonly WrittenConstruction[] {
  if (!isNameOfSequential(made.expression)) return [];
  return [...(made.arguments ?? [])]
    .filter((argument) => !ts.isNewExpression(argument) && argument.end <= offset)
    .map((argument) => ({ callee: "", arguments: [], range: rangeOf(file, argument) }));
}

function written(file: ParsedFile, made: ts.NewExpression, offset: number): WrittenConstruction {
  const all = [...(made.arguments ?? [])];
  const spread = all.findIndex(ts.isSpreadElement);
  // Behind a spread no argument has a place.
  const placed = spread < 0 ? all : all.slice(0, spread);
  const { namespace, own } = inNamespace(made.expression);
  return {
    callee: `${namespace}${own}`,
    arguments: placed.map((argument) => ({
      text: argument.getText(file.source),
      isPlain: isPlain(argument),
      isSteady: () => isSteady(file, argument, offset),
    })),
    range: rangeOf(file, made),
  };
}

function isPlain(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isPlain(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return isPlain(node.operand);
  if (ts.isCallExpression(node)) return isPlain(node.expression) && node.arguments.every(isPlain);
  if (ts.isBinaryExpression(node))
    return arithmetic.includes(node.operatorToken.kind) && isPlain(node.left) && isPlain(node.right);
  return ts.isNumericLiteral(node) || isDottedName(node);
}

const arithmetic: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
];
