import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/**
 * How often a file has each name as a value, declarations included: what it only imports for types is left out where the
 * file runs.
 */
export function namesUsedAsValues({ source }: ParsedFile): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (isSkipped(node)) return;
    if (ts.isPropertyAccessExpression(node)) {
      visit(node.expression);
      return;
    }
    if (ts.isIdentifier(node)) names.set(node.text, (names.get(node.text) ?? 0) + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** What speaks of types alone, or only brings names in. */
function isSkipped(node: ts.Node): boolean {
  if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node);
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node);
}

/**
 * Whether a file that imports a name clearly takes a value by it: calls it, reads a member of it or hands it on. Not where the
 * file declares that name anew somewhere.
 */
export function takesValueOf({ source }: ParsedFile, name: string): boolean {
  let isTaken = false;
  const isDeclaredAnew = (node: ts.Node, parent: ts.Node): boolean => {
    if (isSkipped(node)) return false;
    if (ts.isIdentifier(node) && node.text === name) {
      if (isTakenBy(node, parent)) isTaken = true;
      else if ("name" in parent && parent.name === node && !isMemberName(parent)) return true;
    }
    return ts.forEachChild(node, (child) => isDeclaredAnew(child, node) || undefined) ?? false;
  };
  return !isDeclaredAnew(source, source) && isTaken;
}

function isTakenBy(name: ts.Identifier, user: ts.Node): boolean {
  if (ts.isCallExpression(user) || ts.isNewExpression(user))
    return user.expression === name || (user.arguments?.includes(name) ?? false);
  if (ts.isPropertyAccessExpression(user) || ts.isElementAccessExpression(user))
    return user.expression === name;
  return ts.isBinaryExpression(user) || (ts.isVariableDeclaration(user) && user.initializer === name);
}

/** A name of these is none that others of the file could mean. */
function isMemberName(node: ts.Node): boolean {
  return ts.isClassElement(node) || ts.isObjectLiteralElement(node) || ts.isPropertyAccessExpression(node);
}

/** Whether something in it is `new X(…)` or `new X.Y(…)`, for an X of these names. */
export function constructsAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isNewExpression(node) && names.has(firstName(node.expression))) return true;
  return ts.forEachChild(node, (child) => constructsAny(child, names) || undefined) ?? false;
}

function firstName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return firstName(node.expression);
  return ts.isIdentifier(node) ? node.text : "";
}
