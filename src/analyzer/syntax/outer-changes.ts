import ts from "typescript";
import { isAssignment } from "./acts.ts";
import { identifiersBoundBy } from "./queries.ts";

const { SyntaxKind } = ts;

/**
 * Whether a function can be seen to change what is outside of it: it sets a variable or a member that it did not declare, changes a
 * collection, or settles a promise.
 */
export function changesOutside(fn: ts.Node): boolean {
  const own = namesDeclaredIn(fn);
  const isOutside = (node: ts.Node): boolean => {
    const root = rootOf(node);
    return root.kind === SyntaxKind.ThisKeyword || (ts.isIdentifier(root) && !own.has(root.text));
  };
  const changes = (node: ts.Node): boolean => {
    const target = targetOf(node);
    if (target !== undefined && targetsIn(target).some(isOutside)) return true;
    if (ts.isCallExpression(node) && changesByCall(node.expression, isOutside)) return true;
    return ts.forEachChild(node, (child) => changes(child) || undefined) ?? false;
  };
  return changes(fn);
}

function namesDeclaredIn(fn: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node))
      for (const { text } of identifiersBoundBy(node.name)) names.add(text);
    else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name)
      names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(fn);
  return names;
}

/** `a` of `a.b[c].d`. */
function rootOf(node: ts.Node): ts.Node {
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return rootOf(node.expression);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return rootOf(node.expression);
  return node;
}

function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) return isAssignment(node) ? node.left : undefined;
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  if (ts.isPrefixUnaryExpression(node)) return isStep(node.operator) ? node.operand : undefined;
  return ts.isDeleteExpression(node) ? node.expression : undefined;
}

function isStep(operator: ts.PrefixUnaryOperator): boolean {
  return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken;
}

/** The single targets of `[a, { b }] = …`. */
function targetsIn(target: ts.Node): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(target)) return target.elements.flatMap(targetsIn);
  if (ts.isSpreadElement(target)) return targetsIn(target.expression);
  if (!ts.isObjectLiteralExpression(target)) return [target];
  return target.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return targetsIn(property.initializer);
    return property.name === undefined ? [] : [property.name];
  });
}

function changesByCall(callee: ts.Expression, isOutside: (node: ts.Node) => boolean): boolean {
  if (ts.isIdentifier(callee)) return settlers.has(callee.text) && isOutside(callee);
  return (
    ts.isPropertyAccessExpression(callee) && changers.has(callee.name.text) && isOutside(callee.expression)
  );
}

/** Everyone calls them so. */
const settlers: ReadonlySet<string> = new Set(["resolve", "reject"]);

const changers: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
  ...["set", "add", "delete", "clear", "assign", "defineProperty"],
]);
