import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { identifiersBoundBy, nodesAround, rangeOf } from "./queries.ts";

/** What a method of a class has at a place in it. */
export interface MethodSoFar {
  /** Its class; null for one without a name. */
  readonly className: string | null;
  /** The names that its statements before the place set, the last one first, then its parameters. */
  readonly names: readonly { readonly text: string; readonly range: Range }[];
  /** The fields that it calls: `conv` of `this.conv(x)`. */
  readonly called: ReadonlySet<string>;
}

/** Null outside of methods, and in a constructor. */
export function methodSoFar(file: ParsedFile, offset: number): MethodSoFar | null {
  const path = nodesAround(file, offset);
  const index = path.findLastIndex(
    (node) => ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node),
  );
  const [method, owner] = [path[index], path[index - 1]];
  if (method === undefined || !ts.isMethodDeclaration(method) || !owner || !ts.isClassLike(owner))
    return null;
  const set = path
    .slice(index + 1)
    .flatMap((node) => (ts.isBlock(node) ? [...node.statements] : []))
    .filter(({ end }) => end < offset)
    .flatMap(namesSetBy);
  const given = method.parameters.flatMap(({ name }) => identifiersBoundBy(name));
  const names = [...set.reverse(), ...given];
  return {
    className: owner.name?.text ?? null,
    names: names.map((name) => ({ text: name.text, range: rangeOf(file, name) })),
    called: calledFields(method),
  };
}

/** The names that a statement declares, or the one that it assigns. */
export function namesSetBy(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => identifiersBoundBy(name));
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  const isSet =
    ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isSet && ts.isIdentifier(expression.left) ? [expression.left] : [];
}

function calledFields(method: ts.Node): ReadonlySet<string> {
  const fields = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (expression.kind === ts.SyntaxKind.ThisKeyword) fields.add(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(method);
  return fields;
}
