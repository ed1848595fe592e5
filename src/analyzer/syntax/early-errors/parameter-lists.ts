import ts from "typescript";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** Parameters behind `...rest`, and accessors that take too many or too few. */
export const parameterLists: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.FunctionExpression,
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.Constructor,
    ts.SyntaxKind.GetAccessor,
    ts.SyntaxKind.SetAccessor,
    ts.SyntaxKind.ArrayBindingPattern,
    ts.SyntaxKind.ObjectBindingPattern,
  ],
  faultOf(node) {
    if (ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node)) return faultOfRest(node.elements);
    const parameters = (node as ts.FunctionLikeDeclaration).parameters.filter(isTaken);
    if (ts.isGetAccessor(node) && parameters.length > 0)
      return { node: node.name, message: "A getter takes no parameters." };
    if (ts.isSetAccessor(node) && parameters.length !== 1)
      return { node: node.name, message: "A setter takes one parameter." };
    return faultOfRest(parameters);
  },
};

/** `this: Type` is no parameter where the file runs. */
function isTaken({ name }: ts.ParameterDeclaration): boolean {
  return !ts.isIdentifier(name) || name.text !== "this";
}

function faultOfRest(list: readonly (ts.ParameterDeclaration | ts.ArrayBindingElement)[]): Fault | undefined {
  const rest = list.findIndex((one) => !ts.isOmittedExpression(one) && one.dotDotDotToken !== undefined);
  const node = list[rest];
  if (node === undefined || rest === list.length - 1) return undefined;
  return { node, message: "What ... gathers comes last." };
}
