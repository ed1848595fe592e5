import ts from "typescript";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** `const x;`, a pattern that takes nothing apart, and `for (const x = 1 of list)`. */
export const withoutValue: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.VariableStatement,
    ts.SyntaxKind.ForStatement,
    ts.SyntaxKind.ForInStatement,
    ts.SyntaxKind.ForOfStatement,
  ],
  faultOf(node) {
    if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return faultOfEach(node.initializer);
    const list = ts.isVariableStatement(node) ? node.declarationList : (node as ts.ForStatement).initializer;
    return list && ts.isVariableDeclarationList(list) ? faultOfList(list) : undefined;
  },
};

function faultOfList({ flags, declarations }: ts.VariableDeclarationList): Fault | undefined {
  // `using` is a constant, too.
  const isConstant = (flags & ts.NodeFlags.Constant) !== 0;
  const node = declarations.find(
    ({ name, initializer }) => initializer === undefined && (isConstant || !ts.isIdentifier(name)),
  );
  if (node === undefined) return undefined;
  const what = ts.isIdentifier(node.name) ? `The constant ${node.name.text}` : "What is taken apart";
  return { node, message: `${what} is given no value.` };
}

function faultOfEach(list: ts.ForInitializer): Fault | undefined {
  if (!ts.isVariableDeclarationList(list)) return undefined;
  const [first, second] = list.declarations;
  if (second !== undefined) return { node: second, message: "Such a loop declares one variable." };
  if (first?.initializer === undefined) return undefined;
  return { node: first.initializer, message: "The variable of such a loop is given its value by the loop." };
}
