import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { calculating } from "./literal-kind.ts";
import type { ParsedFile } from "./parse.ts";
import { constructionWith, isDottedName, nodesAround, rangeOf } from "./queries.ts";

/** An argument of a construction, or an option among its arguments. */
export interface ArgumentAt {
  /** The class as it is named: `nn.Conv2d`. */
  readonly callee: string;
  readonly construction: Range;
  readonly index: number;
  /** The option of that argument; null for the argument itself. */
  readonly option: string | null;
  /** Of the argument, or of the option with its name. */
  readonly range: Range;
  /** Of the argument, or of what the option is set to. */
  readonly value: Range;
}

/**
 * The argument or option at an offset, if the innermost expression there is one. With `inCalculation`, a number or an operator in
 * the calculation of an argument stands for the argument.
 */
export function argumentAt(file: ParsedFile, offset: number, inCalculation = false): ArgumentAt | null {
  const path = nodesAround(file, offset);
  const made = path.findLastIndex(ts.isNewExpression);
  const construction = path[made];
  if (construction === undefined || !ts.isNewExpression(construction)) return null;
  const { expression, arguments: given } = construction;
  const index = given?.findIndex((one) => one === path[made + 1]) ?? -1;
  const argument = given?.[index];
  if (argument === undefined || !isDottedName(expression)) return null;
  const place = { callee: expression.getText(file.source), construction: rangeOf(file, construction), index };
  const property = path[made + 2];
  if (ts.isObjectLiteralExpression(argument)) {
    if (property === undefined || !ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name))
      return null;
    const isDirect = path.length <= made + 4;
    const value = rangeOf(file, property.initializer);
    return isDirect ? { ...place, option: property.name.text, range: rangeOf(file, property), value } : null;
  }
  const range = rangeOf(file, argument);
  const inner = path.slice(made + 2);
  const isIt = inner.length === 0 || (inCalculation && [argument, ...inner].every(isOfCalculation));
  return isIt ? { ...place, option: null, range, value: range } : null;
}

/** Not a name, which has a meaning of its own. */
function isOfCalculation(node: ts.Node): boolean {
  const isWhole =
    ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isParenthesizedExpression(node);
  return isWhole || ts.isNumericLiteral(node) || calculating.has(node.kind);
}

/** Whether exactly this range is an argument of a construction, not an option of one. */
export function isArgumentAt(file: ParsedFile, range: Range): boolean {
  return constructionOfArgument(file, range) !== null;
}

/** The construction of which exactly this range is an argument, be it an object of options. */
export function constructionOfArgument(file: ParsedFile, range: Range): Range | null {
  const made = constructionWith(file, range);
  return made !== undefined && isDottedName(made.expression) ? rangeOf(file, made) : null;
}

/** The class that has a method of that name at an offset, and the name's range. */
export function methodNameAt(
  file: ParsedFile,
  name: string,
  offset: number,
): { readonly className: string; readonly range: Range } | null {
  const path = nodesAround(file, offset);
  const method = path.findLast(ts.isMethodDeclaration);
  const owner = path.findLast(ts.isClassLike);
  if (method === undefined || owner?.name === undefined || !owner.members.includes(method)) return null;
  const range = rangeOf(file, method.name);
  const isAt = method.name.getText(file.source) === name && range.start <= offset && offset <= range.end;
  return isAt ? { className: owner.name.text, range } : null;
}
