import ts from "typescript";
import type { Around, EarlyErrorRule } from "./rule.ts";

/** `break`, `continue` and `return` where there is nothing to leave, and labels that are not there or there twice. */
export const jumpsOutside: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.BreakStatement,
    ts.SyntaxKind.ContinueStatement,
    ts.SyntaxKind.ReturnStatement,
    ts.SyntaxKind.LabeledStatement,
  ],
  faultOf(node, around) {
    const message = messageFor(node, around);
    return message === undefined ? undefined : { node, message };
  },
};

function messageFor(
  node: ts.Node,
  { isInFunction, isInLoop, isInSwitch, labels }: Around,
): string | undefined {
  if (ts.isReturnStatement(node)) return isInFunction ? undefined : "return stands outside of a function.";
  const label = (node as ts.BreakOrContinueStatement | ts.LabeledStatement).label?.text;
  if (ts.isLabeledStatement(node))
    return labels.includes(node.label.text) ? `The label ${label} is there twice.` : undefined;
  if (label !== undefined)
    return labels.includes(label) ? undefined : `No statement around has the label ${label}.`;
  if (ts.isContinueStatement(node)) return isInLoop ? undefined : "continue stands outside of a loop.";
  return isInLoop || isInSwitch ? undefined : "break stands outside of a loop or switch.";
}
