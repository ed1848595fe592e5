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

/** The names that a node assigns to. */
export function namesAssigned(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isBinaryExpression(child) && isAssignment(child) && ts.isIdentifier(child.left))
      names.push(child.left.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return names;
}

/** Whether a node is of a kind, or something in it is. */
export function hasWithin(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  return is(node) || (ts.forEachChild(node, (child) => hasWithin(child, is) || undefined) ?? false);
}

/** Whether a node only has its meaning in the function where it stands: `super`, `await` and `yield`. */
export function isBoundToFunction(node: ts.Node): boolean {
  return node.kind === SyntaxKind.SuperKeyword || ts.isAwaitExpression(node) || ts.isYieldExpression(node);
}
