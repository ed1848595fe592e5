import ts from "typescript";
import { targetsIn, withoutTypes } from "./assigned-to.ts";
import type { EarlyErrorRule } from "./rule.ts";

/** Objects that take values apart: there, and only there, `{ padding = 1 }` is right. */
const patterns = new WeakSet<ts.Node>();

/** `{ padding = 1 }` for `{ padding: 1 }`. */
export const defaultInObject: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.BinaryExpression,
    ts.SyntaxKind.ForInStatement,
    ts.SyntaxKind.ForOfStatement,
  ],
  faultOf(node, _around, source) {
    if (ts.isObjectLiteralExpression(node)) {
      const wrong = node.properties.filter(ts.isShorthandPropertyAssignment).find(hasDefault);
      if (wrong === undefined || patterns.has(node)) return undefined;
      const [name, value] = [wrong.name.text, wrong.objectAssignmentInitializer?.getText(source)];
      return { node: wrong, message: `A property has a colon: ${name}: ${value}.` };
    }
    if (!ts.isBinaryExpression(node)) markPattern((node as ts.ForOfStatement).initializer);
    else if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) markPattern(node.left);
    return undefined;
  },
};

function hasDefault(property: ts.ShorthandPropertyAssignment): boolean {
  return property.objectAssignmentInitializer !== undefined;
}

/** Marks an assigned pattern and those within it. What is around is seen before what it holds. */
function markPattern(target: ts.Node): void {
  const node = withoutTypes(target as ts.Expression);
  const parts = targetsIn(node);
  if (parts === undefined) return;
  patterns.add(node);
  for (const part of parts) markPattern(part);
}
