import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare, numberOf } from "./number-of.ts";
import { type ParsedFile, parseAnyway } from "./parse.ts";
import { rangeOf } from "./queries.ts";
import { refers } from "./references.ts";

/** A name that the text of an expression has in the place of a value: `width`, `this.width`, `sizes.width`. */
export interface NameInText extends Range {
  readonly name: string;
  /** Whether it names an option as well: `stride` in `{ stride }`. */
  readonly isShorthand: boolean;
}

/** Those of an argument that was cut out of half-typed code; null where it is no expression by itself. */
export function namesInText(text: string): readonly NameInText[] | null {
  const parsed = expressionIn(text);
  if (parsed === null) return null;
  const { file, expression } = parsed;
  const found: NameInText[] = [];
  const add = (node: ts.Node, name: string, isShorthand: boolean): void => {
    const { start, end } = rangeOf(file, node);
    found.push({ start: start - opening.length, end: end - opening.length, name, isShorthand });
  };
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) add(node, node.getText(file.source), false);
    else if (ts.isIdentifier(node) && refers(node, parent) && node.text !== "undefined")
      add(node, node.text, ts.isShorthandPropertyAssignment(parent));
    else ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(expression, expression);
  return found;
}

/** `3`, or `[3, 5]` along two axes; null where anything else is written. */
export function numbersInText(text: string): number | readonly number[] | null {
  const expression = expressionIn(text)?.expression;
  if (expression === undefined) return null;
  const list = bare(expression);
  if (!ts.isArrayLiteralExpression(list)) return numberOf(list);
  const numbers = list.elements.map(numberOf);
  return numbers.length === 0 || numbers.includes(null) ? null : numbers.filter((one) => one !== null);
}

/** The text of an expression to be written beside an operator: `(a + b)`, but `a` and `f(a)` as they are. */
export function asOperand(text: string): string {
  const expression = expressionIn(text)?.expression;
  return expression !== undefined && ts.isLeftHandSideExpression(expression) ? text : `(${text})`;
}

const opening = "(";

function expressionIn(
  text: string,
): { readonly file: ParsedFile; readonly expression: ts.Expression } | null {
  const file = parseAnyway("expression.ts", `${opening}${text}\n)`);
  const [statement, ...others] = file.source.statements;
  if (file.isBroken || statement === undefined || others.length > 0) return null;
  if (!ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression))
    return null;
  return { file, expression: statement.expression.expression };
}
