import ts from "typescript";

/** Whether evaluating an expression may do more than give a value: call something, or change something. */
export function mayAct(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (acting.has(node.kind) || (ts.isBinaryExpression(node) && isAssignment(node))) return true;
  return ts.forEachChild(node, (child) => mayAct(child) || undefined) ?? false;
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const { SyntaxKind } = ts;

const acting: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[SyntaxKind.CallExpression, SyntaxKind.NewExpression, SyntaxKind.TaggedTemplateExpression],
  ...[SyntaxKind.PrefixUnaryExpression, SyntaxKind.PostfixUnaryExpression, SyntaxKind.DeleteExpression],
]);
