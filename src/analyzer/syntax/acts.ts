import ts from "typescript";

const { SyntaxKind } = ts;

/** Whether evaluating an expression may do more than give a value: call something, or change something. */
export function mayAct(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (acting.has(node.kind) || isChange(node)) return true;
  return ts.forEachChild(node, (child) => mayAct(child) || undefined) ?? false;
}

const acting: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[SyntaxKind.CallExpression, SyntaxKind.NewExpression, SyntaxKind.TaggedTemplateExpression],
  ...[SyntaxKind.PostfixUnaryExpression, SyntaxKind.DeleteExpression],
]);

/** `x = 1`, `x += 1` or `++x`. */
function isChange(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return isAssignment(node);
  if (!ts.isPrefixUnaryExpression(node)) return false;
  return node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
}

/** `x = 1`, or `x += 1`. */
export function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return SyntaxKind.FirstAssignment <= kind && kind <= SyntaxKind.LastAssignment;
}
