import ts from "typescript";
import type { EarlyErrorRule } from "./rule.ts";

/** `super` and `new.target` where there is no class that they could speak of. */
export const superOutside: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.PropertyAccessExpression,
    ts.SyntaxKind.ElementAccessExpression,
    ts.SyntaxKind.MetaProperty,
  ],
  faultOf(node, { mayCallSuper, hasSuper, hasNewTarget }) {
    if (ts.isMetaProperty(node)) {
      const isAllowed = hasNewTarget || node.name.text !== "target";
      return isAllowed ? undefined : { node, message: "new.target stands outside of a function." };
    }
    const { expression } = node as ts.CallExpression | ts.PropertyAccessExpression;
    if (expression.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
    if (ts.isCallExpression(node))
      return mayCallSuper
        ? undefined
        : { node, message: "super() may only be called in the constructor of a class that extends another." };
    return hasSuper ? undefined : { node, message: "super stands outside of a method." };
  },
};
