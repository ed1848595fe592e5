import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt } from "./queries.ts";

/** What an expression certainly gives, to go by its form alone: `3`, `true`, `"same"`, `[1, 2]`, `size / 2`. */
export type LiteralKind = "number" | "boolean" | "text" | "list" | "calculation";

/** The kind of the expression at this range; null for a name, a call, an object and the like. */
export function literalKindAt(file: ParsedFile, range: Range): LiteralKind | null {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isExpression(node) ? kindOf(bare(node)) : null;
}

/** Whether exactly this range is made of numbers alone, one or a calculation with several: `2048`, `32 * 8 * 8`. */
export function isConstantAt(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return node !== undefined && ts.isExpression(node) && isConstant(bare(node));
}

function isConstant(expression: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(expression)) return isConstant(bare(expression.operand));
  if (!ts.isBinaryExpression(expression)) return ts.isNumericLiteral(expression);
  const { left, operatorToken, right } = expression;
  return calculating.has(operatorToken.kind) && isConstant(bare(left)) && isConstant(bare(right));
}

function kindOf(expression: ts.Expression): LiteralKind | null {
  if (ts.isPrefixUnaryExpression(expression)) return kindOf(bare(expression.operand));
  if (ts.isNumericLiteral(expression)) return "number";
  if (ts.isStringLiteralLike(expression) || ts.isTemplateExpression(expression)) return "text";
  if (ts.isArrayLiteralExpression(expression)) return "list";
  if (ts.isBinaryExpression(expression))
    return calculating.has(expression.operatorToken.kind) ? "calculation" : null;
  const { kind } = expression;
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword ? "boolean" : null;
}

/** The operators of a calculation. */
export const calculating: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken, ts.SyntaxKind.AsteriskToken],
  ...[ts.SyntaxKind.SlashToken, ts.SyntaxKind.PercentToken, ts.SyntaxKind.AsteriskAsteriskToken],
]);
