import ts from "typescript";
import type { ParsedFile } from "./parse.ts";
import { isSkipped } from "./skipped.ts";
import { surveyOf } from "./survey.ts";

/**
 * How often a file has each name as a value, declarations included: what it only imports for types is left out where the
 * file runs.
 */
export function namesUsedAsValues(file: ParsedFile): ReadonlyMap<string, number> {
  return surveyOf(file).names;
}

/**
 * Whether a file clearly uses an imported name as a value: calls it, reads a member of it or passes it on. Not if the file
 * declares the name again anywhere, because the use may mean that declaration.
 */
export function takesValueOf({ source }: ParsedFile, name: string): boolean {
  let isTaken = false;
  const isDeclaredAnew = (node: ts.Node, parent: ts.Node): boolean => {
    if (isSkipped(node)) return false;
    if (ts.isIdentifier(node) && node.text === name) {
      if (isTakenBy(node, parent)) isTaken = true;
      else if ("name" in parent && parent.name === node && !hidesNothing(parent)) return true;
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

/** Declarations whose name does not hide an import: members and exports. */
function hidesNothing(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isExportSpecifier(node)) return true;
  return ts.isClassElement(node) || ts.isObjectLiteralElement(node);
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
