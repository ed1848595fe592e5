import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { constructionWith, isAt, isDottedName, namesOf, nodeAt, nodesAround, rangeOf } from "./queries.ts";

/** The innermost construction around a selection; null where there is none. */
export function constructionAround(file: ParsedFile, { start, end }: Range): Range | null {
  const found = nodesAround(file, start).findLast(
    (node) => ts.isNewExpression(node) && isDottedName(node.expression) && end <= node.end,
  );
  return found === undefined ? null : rangeOf(file, found);
}

/** The variable or field that holds the result of a construction. */
export interface ConstructionHolder {
  /** The declared type; null where it is inferred. */
  readonly type: Range | null;
  /** The declared type where it names the class that is constructed; else null. */
  readonly ownType: Range | null;
}

/**
 * The variable or field that a construction is assigned to, or the result of calling it at once. Null where the
 * object goes anywhere else, such as into an array or out of a function: code there may rely on its class.
 */
export function holderOf(file: ParsedFile, construction: Range): ConstructionHolder | null {
  const node = nodeAt(file, construction);
  const path = nodesAround(file, construction.start);
  if (node === undefined) return null;
  const index = path.lastIndexOf(node);
  const around = path[index - 1];
  if (around === undefined) return null;
  if (ts.isCallExpression(around)) return around.expression === node ? held(file, node, undefined) : null;
  if (ts.isPropertyDeclaration(around) || ts.isVariableDeclaration(around))
    return held(file, node, around.type);
  if (!ts.isBinaryExpression(around) || around.right !== node) return null;
  const { left, operatorToken } = around;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  const isField = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  const owner = path.slice(0, index).findLast(ts.isClassLike);
  const field = owner?.members
    .filter(ts.isPropertyDeclaration)
    .find(({ name }) => isField && ts.isIdentifier(name) && name.text === left.name.text);
  return field === undefined ? null : held(file, node, field.type);
}

function held(file: ParsedFile, made: ts.Node, type: ts.TypeNode | undefined): ConstructionHolder {
  if (type === undefined) return { type: null, ownType: null };
  const range = rangeOf(file, type);
  const isOwn =
    ts.isNewExpression(made) &&
    ts.isTypeReferenceNode(type) &&
    namesOf(made.expression).join(".") === namesOf(type.typeName).join(".");
  return { type: range, ownType: isOwn ? range : null };
}

/** The equal arguments in a row that a construction is one of; null where neither neighbour is written like it. */
export function alikeInRow(file: ParsedFile, construction: Range): RowOfParts | null {
  const parts = constructionWith(file, construction)?.arguments ?? [];
  const text = file.text.slice(construction.start, construction.end);
  const at = parts.findIndex((one) => isAt(file, one, construction));
  let [first, last] = [at, at];
  while (parts[first - 1]?.getText(file.source) === text) first--;
  while (parts[last + 1]?.getText(file.source) === text) last++;
  const [begin, end] = [parts[first], parts[last]];
  if (begin === undefined || end === undefined || first === last) return null;
  const between = parts.slice(first, last).map((part, index) => {
    const next = parts[first + index + 1];
    return file.text.slice(part.end, next?.getStart(file.source));
  });
  // A comment between them would be lost.
  if (between.some((gap) => !/^\s*,\s*$/.test(gap))) return null;
  return { range: { start: begin.getStart(file.source), end: end.end }, times: last - first + 1 };
}

export interface RowOfParts {
  /** From the first to the last. */
  readonly range: Range;
  readonly times: number;
}
