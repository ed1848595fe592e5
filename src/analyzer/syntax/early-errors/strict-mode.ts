import ts from "typescript";
import { namesOf } from "./declared-names.ts";
import type { EarlyErrorRule, Fault } from "./rule.ts";

/** What modules and classes forbid: `with`, `delete name`, and names that are reserved there. */
export const strictMode: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.WithStatement,
    ts.SyntaxKind.DeleteExpression,
    ts.SyntaxKind.VariableDeclaration,
    ts.SyntaxKind.Parameter,
  ],
  faultOf(node, { isModule }) {
    if (!isModule) return undefined;
    if (ts.isWithStatement(node)) return { node, message: "with is not allowed in a module." };
    if (ts.isDeleteExpression(node)) {
      const isName = ts.isIdentifier(node.expression);
      return isName ? { node, message: "Only a property can be deleted, not a variable." } : undefined;
    }
    return reservedIn((node as ts.VariableDeclaration | ts.ParameterDeclaration).name);
  },
};

/** Words that no variable of a module may be named by. */
export const reservedNames: ReadonlySet<string> = new Set([
  "arguments",
  "eval",
  "implements",
  "interface",
  "let",
  "package",
  "private",
  "protected",
  "public",
  "static",
  "yield",
]);

function reservedIn(name: ts.BindingName): Fault | undefined {
  const node = namesOf(name).find(({ text }) => reservedNames.has(text));
  return node && { node, message: `${node.text} is a reserved word: no variable may be named so.` };
}
