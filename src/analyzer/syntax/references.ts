import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { hasWithin, isBoundToFunction } from "./acts.ts";
import { namesInScope } from "./names-in-scope.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt, nodesAround, rangeOf } from "./queries.ts";

/** A place that refers to a variable, a class or a type by its name alone. */
export interface Reference extends Range {
  readonly name: string;
  /** Whether it is a property as well: `stride` in `{ stride }`. */
  readonly isShorthand: boolean;
}

/** The references in a range, in its order. */
export function referencesIn(file: ParsedFile, { start, end }: Range): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (node.end <= start || node.getStart(file.source) >= end) return;
    if (ts.isIdentifier(node) && refers(node, parent)) {
      const isShorthand = ts.isShorthandPropertyAssignment(parent);
      found.push({ ...rangeOf(file, node), name: node.text, isShorthand });
    }
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(file.source, file.source);
  return found;
}

/** Whether a name refers to something, and does not declare it or name a member. */
export function refers(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const { name, propertyName } = parent as Partial<Record<"name" | "propertyName", ts.Node>>;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return name !== node && propertyName !== node;
}

/** The names of all variables, classes and types that a file declares, imports or refers to; members have names of their own. */
export function variableNames(file: ParsedFile): ReadonlySet<string> {
  return namesWhere(file, (node, parent) => refers(node, parent) || declares(node, parent));
}

/** Of these, the names that it declares or imports. */
export function declaredNames(file: ParsedFile): ReadonlySet<string> {
  return namesWhere(file, declares);
}

function namesWhere(
  file: ParsedFile,
  counts: (node: ts.Identifier, parent: ts.Node) => boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (ts.isIdentifier(node) && counts(node, parent)) names.add(node.text);
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(file.source, file.source);
  return names;
}

function declares(node: ts.Identifier, parent: ts.Node): boolean {
  const { name } = parent as Partial<Record<"name", ts.Node>>;
  const isMember =
    ts.isPropertyAccessExpression(parent) || ts.isClassElement(parent) || ts.isObjectLiteralElement(parent);
  return name === node && !isMember && !ts.isTypeElement(parent);
}

/** The references in a range to what a function around it declares, which code elsewhere cannot see. */
export function localReferences(file: ParsedFile, range: Range): readonly Reference[] {
  const local = new Set(
    namesInScope(file, range.start)
      .filter(({ declared }) => !isTopLevel(file, declared))
      .map(({ text }) => text),
  );
  return referencesIn(file, range).filter(({ name }) => local.has(name));
}

function isTopLevel(file: ParsedFile, { start }: Range): boolean {
  const [, statement, ...inner] = nodesAround(file, start);
  return statement !== undefined && ts.isVariableStatement(statement) && !inner.some(ts.isFunctionLike);
}

/** Whether code in a range only has its meaning where it stands: `this`, `super`, `await` and `yield`. */
export function isBoundToItsPlace(file: ParsedFile, range: Range): boolean {
  const node = nodeAt(file, range);
  return (
    node === undefined ||
    hasWithin(node, (one) => one.kind === ts.SyntaxKind.ThisKeyword || isBoundToFunction(one))
  );
}

/** Where a statement of the file itself begins that contains an offset, with the comment right above it. */
export function topLevelStart(file: ParsedFile, offset: number): number | null {
  const statement = file.source.statements.find(({ pos, end }) => pos <= offset && offset <= end);
  return statement === undefined ? null : startWithComment(file, statement);
}

/** Where a node begins, with the comments that no empty line separates from it. */
export function startWithComment(file: ParsedFile, node: ts.Node): number {
  let start = node.getStart(file.source);
  for (const { pos, end } of [...(ts.getLeadingCommentRanges(file.text, node.pos) ?? [])].reverse()) {
    if (/\n[ \t]*\r?\n/.test(file.text.slice(end, start))) break;
    start = pos;
  }
  return start;
}
