import ts from "typescript";

/** What is written out: `8`, `0.5`, `-1`. */
export function numberOf(expression: ts.Expression): number | null {
  const node = bare(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return null;
  return ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : null;
}

/** What stands in brackets, or is only said to be of a type. */
export function bare(expression: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression);
  return isWrapped ? bare(expression.expression) : expression;
}
