import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/**
 * How often a file has each name as a value, declarations included: what it only imports for types is left out where the
 * file runs.
 */
export function namesUsedAsValues({ source }: ParsedFile): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node))
      return;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return;
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

/** Whether something in it is `new X(…)` or `new X.Y(…)`, for an X of these names. */
export function constructsAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isNewExpression(node) && names.has(firstName(node.expression))) return true;
  return ts.forEachChild(node, (child) => constructsAny(child, names) || undefined) ?? false;
}

function firstName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return firstName(node.expression);
  return ts.isIdentifier(node) ? node.text : "";
}
