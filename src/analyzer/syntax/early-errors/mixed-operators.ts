import ts from "typescript";
import type { EarlyErrorRule } from "./rule.ts";

/** `a || b ?? c`. */
export const mixedOperators: EarlyErrorRule = {
  kinds: [ts.SyntaxKind.BinaryExpression],
  faultOf(node) {
    const { left, right } = node as ts.BinaryExpression;
    const isMixed = [left, right].some((side) => areMixed(node as ts.BinaryExpression, side));
    return isMixed ? { node, message: "?? may not stand beside || or && without parentheses." } : undefined;
  },
};

function areMixed({ operatorToken }: ts.BinaryExpression, side: ts.Node): boolean {
  if (!ts.isBinaryExpression(side)) return false;
  const kinds = [operatorToken.kind, side.operatorToken.kind];
  const isLogical = kinds.some(
    (kind) => kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken,
  );
  return isLogical && kinds.includes(ts.SyntaxKind.QuestionQuestionToken);
}
