import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { isAt, lineStart, pathTo } from "./queries.ts";

/** What the last statement of a method computes and does not return. */
export interface LastResult {
  /** What would be returned, as it is written. */
  readonly text: string;
  readonly edit: Range & { readonly text: string };
}

/**
 * The edit that returns what the last statement of the method with its name at this range computes. Null where the last statement is no
 * plain expression, declaration or assignment of one variable.
 */
export function lastResult(file: ParsedFile, name: Range): LastResult | null {
  const method = pathTo(file, name).findLast(ts.isMethodDeclaration);
  const last =
    method !== undefined && isAt(file, method.name, name) ? method.body?.statements.at(-1) : undefined;
  if (last === undefined) return null;
  const variable = variableOf(last);
  if (variable !== null) {
    const text = `return ${variable};`;
    return {
      text: variable,
      edit: { start: last.end, end: last.end, text: `${separator(file, last)}${text}` },
    };
  }
  if (!ts.isExpressionStatement(last)) return null;
  const start = last.getStart(file.source);
  return { text: last.expression.getText(file.source), edit: { start, end: start, text: "return " } };
}

/** The one variable that a statement declares or sets. */
function variableOf(statement: ts.Statement): string | null {
  if (ts.isVariableStatement(statement)) {
    const [only, ...others] = statement.declarationList.declarations;
    return only !== undefined && others.length === 0 && ts.isIdentifier(only.name) ? only.name.text : null;
  }
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null;
  const { left, operatorToken } = statement.expression;
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) ? left.text : null;
}

/** A line break with the statement's own indent; a blank where it shares its line. */
function separator({ text, source }: ParsedFile, statement: ts.Statement): string {
  const start = statement.getStart(source);
  const before = text.slice(lineStart(text, start), start);
  return before.trim() === "" ? `\n${before}` : " ";
}
