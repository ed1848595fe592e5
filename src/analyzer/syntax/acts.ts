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

/** The names that a node speaks of, and of these the ones that it sets: `x = 1`, `x++`, `[x] = y`, `for (x of y)`. */
export function namesSpoken(node: ts.Node): {
  readonly all: ReadonlySet<string>;
  readonly set: ReadonlySet<string>;
} {
  const [all, set] = [new Set<string>(), new Set<string>()];
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) all.add(child.text);
    const target = targetOf(child);
    if (target !== undefined) addTargets(target, set);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return { all, set };
}

function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) return isAssignment(node) ? node.left : undefined;
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  if (ts.isPrefixUnaryExpression(node)) return isChange(node) ? node.operand : undefined;
  return ts.isForInStatement(node) || ts.isForOfStatement(node) ? node.initializer : undefined;
}

/** The variables and members that a node itself sets, not what is in it. A declaration sets nothing that was there. */
export function changeTargets(node: ts.Node): readonly ts.Node[] {
  const target = targetOf(node);
  return target === undefined || ts.isVariableDeclarationList(target) ? [] : leavesOf(target);
}

function leavesOf(target: ts.Node): readonly ts.Node[] {
  if (ts.isIdentifier(target) || ts.isPropertyAccessExpression(target)) return [target];
  const leaves: ts.Node[] = [];
  ts.forEachChild(target, (child) => {
    leaves.push(...leavesOf(child));
  });
  return leaves;
}

/** What stands before a dot is not set itself. */
function addTargets(node: ts.Node, names: Set<string>): void {
  if (ts.isIdentifier(node)) names.add(node.text);
  else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
    ts.forEachChild(node, (child) => addTargets(child, names));
}

/** Whether a node is of a kind, or something in it is. */
export function hasWithin(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  return is(node) || (ts.forEachChild(node, (child) => hasWithin(child, is) || undefined) ?? false);
}

/** Whether a node only has its meaning in the function where it stands: `super`, `await` and `yield`. */
export function isBoundToFunction(node: ts.Node): boolean {
  return node.kind === SyntaxKind.SuperKeyword || ts.isAwaitExpression(node) || ts.isYieldExpression(node);
}
