import ts from "typescript";
import { changeTargets } from "./acts.ts";
import { bare } from "./number-of.ts";
import { declaredWithin } from "./queries.ts";

/**
 * Whether a function visibly changes what is outside of it: it sets a variable or a member that it did not declare, changes a
 * collection, or settles a promise.
 */
export function changesOutside(fn: ts.Node): boolean {
  const own = new Set(declaredWithin(fn).map(({ text }) => text));
  const isOutside = (node: ts.Node): boolean => {
    const root = rootOf(node);
    return root.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(root) && !own.has(root.text));
  };
  const changes = (node: ts.Node): boolean => {
    const targets = ts.isDeleteExpression(node) ? [node.expression] : changeTargets(node);
    if (targets.some(isOutside)) return true;
    if (ts.isCallExpression(node) && changesByCall(node.expression, isOutside)) return true;
    return ts.forEachChild(node, (child) => changes(child) || undefined) ?? false;
  };
  return changes(fn);
}

/** `a` of `a.b[c].d`. */
function rootOf(node: ts.Node): ts.Node {
  const inner = ts.isExpression(node) ? bare(node) : node;
  return ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)
    ? rootOf(inner.expression)
    : inner;
}

function changesByCall(callee: ts.Expression, isOutside: (node: ts.Node) => boolean): boolean {
  if (ts.isIdentifier(callee)) return settlers.has(callee.text) && isOutside(callee);
  return (
    ts.isPropertyAccessExpression(callee) && changers.has(callee.name.text) && isOutside(callee.expression)
  );
}

/** The usual names of the two functions that settle a promise. */
const settlers: ReadonlySet<string> = new Set(["resolve", "reject"]);

const changers: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
  ...["set", "add", "delete", "clear", "assign", "defineProperty"],
]);
