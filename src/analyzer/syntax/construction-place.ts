import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { hasWithin, isBoundToFunction } from "./acts.ts";
import type { ParsedFile } from "./parse.ts";
import {
  constructionWith,
  isAt,
  isDottedName,
  isNameOfSequential,
  namesOf,
  nodeAt,
  nodesAround,
  rangeOf,
} from "./queries.ts";

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

/** The parts of a list that come again and again, one group after the other. */
export interface RepeatedParts {
  /** From the first to the last. */
  readonly range: Range;
  /** The parts of one group. */
  readonly parts: readonly Range[];
  readonly times: number;
}

/**
 * The repeated parts of a `Sequential` among which a construction is, in groups as small as possible; null where nothing is repeated
 * there. Comments between the parts would be lost, and a function of its own has no `await` and `yield` of the one around it.
 */
export function repeatedAround(file: ParsedFile, construction: Range): RepeatedParts | null {
  const around = constructionWith(file, construction);
  const parts = around !== undefined && isNameOfSequential(around.expression) ? (around.arguments ?? []) : [];
  if (parts.some((part) => hasWithin(part, isBoundToFunction))) return null;
  const texts = parts.map((part) => part.getText(file.source));
  const at = parts.findIndex((one) => isAt(file, one, construction));
  if (at < 0) return null;
  for (let size = 1; size <= texts.length / 2; size++) {
    const row = rowOf(texts, at, size);
    if (row === null) continue;
    const ranges = parts.slice(row.first, row.first + size * row.times).map((part) => rangeOf(file, part));
    const isPlain = ranges.every(({ end }, index) => {
      const next = ranges[index + 1];
      return next === undefined || /^\s*,\s*$/.test(file.text.slice(end, next.start));
    });
    const [begin, last] = [ranges[0], ranges.at(-1)];
    if (!isPlain || begin === undefined || last === undefined) continue;
    return { range: { start: begin.start, end: last.end }, parts: ranges.slice(0, size), times: row.times };
  }
  return null;
}

/** The longest row of equal groups of a size of which one has the text at an index. */
function rowOf(
  texts: readonly string[],
  at: number,
  size: number,
): { readonly first: number; readonly times: number } | null {
  const recurs = (index: number): boolean =>
    texts[index] !== undefined && texts[index] === texts[index + size];
  // Whatever recurs one group later, from the first such place to the last.
  const inside = [at, at - size].find(recurs);
  if (inside === undefined) return null;
  let [first, last] = [inside, inside];
  while (recurs(first - 1)) first--;
  while (recurs(last + 1)) last++;
  const times = Math.floor((last - first + 1) / size) + 1;
  return times > 1 && at < first + size * times ? { first, times } : null;
}
