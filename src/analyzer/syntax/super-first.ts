import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { changeTargets } from "./acts.ts";
import { spacesBefore, wholeStatement } from "./comments-of.ts";
import { handedOn } from "./handed-on.ts";
import type { ParsedFile } from "./parse.ts";
import { isAt, pathTo } from "./queries.ts";

/** What makes a constructor call `super()` once and first. */
export interface SuperEdit {
  /** The call as it stands first; null where one of two is removed. */
  readonly call: string | null;
  readonly edits: readonly (Range & { readonly text: string })[];
}

/**
 * The edits for the constructor around a place where `super()` is missing. Only whole statements of the constructor's own
 * block are moved: a call within a condition or a function may run or not. Null where it is not certain what is meant.
 */
export function superFirst(file: ParsedFile, range: Range): SuperEdit | null {
  const found = constructorAround(file, range);
  if (found === null) return null;
  const { statements } = found.body;
  const own = statements.filter(isSuperStatement);
  if (superCallsIn(found.body) > own.length || own.length > 1) return null;
  const [written] = own;
  const [first] = statements;
  if (written === undefined || first === undefined) {
    const given = handedOn(file, found.owner, found.made.parameters);
    const call = `super(${given?.join(", ")});`;
    return given === null ? null : { call, edits: [insertion(file, found.body, call)] };
  }
  const before = statements.slice(0, statements.indexOf(written));
  const call = written.getText(file.source);
  if (before.length === 0 || !mayMoveBefore(written.expression, before)) return null;
  const whole = wholeStatement(file, written);
  // A comment that ends its line cannot stand before a statement on the same line.
  if (whole.hasComments && spacesBefore(file, first) === null) return null;
  return { call, edits: [insertion(file, found.body, whole.text), { ...whole.removed, text: "" }] };
}

/** The edit that removes the call at this range where the constructor has made the same call before; else null. */
export function withoutSuper(file: ParsedFile, range: Range): SuperEdit | null {
  const found = constructorAround(file, range);
  const own = found?.body.statements.filter(isSuperStatement) ?? [];
  const [first, second] = own;
  if (found === null || first === undefined || second === undefined) return null;
  if (own.length > 2 || superCallsIn(found.body) > 2 || !isAt(file, second.expression, range)) return null;
  const { hasComments, removed } = wholeStatement(file, second);
  const isSame = first.expression.getText(file.source) === second.expression.getText(file.source);
  return hasComments || !isSame ? null : { call: null, edits: [{ ...removed, text: "" }] };
}

interface FoundConstructor {
  readonly made: ts.ConstructorDeclaration;
  readonly body: ts.Block;
  readonly owner: ts.ClassLikeDeclaration;
}

function constructorAround(file: ParsedFile, range: Range): FoundConstructor | null {
  const path = pathTo(file, range);
  const index = path.findLastIndex(ts.isConstructorDeclaration);
  const [made, owner] = [path[index], path[index - 1]];
  if (made === undefined || !ts.isConstructorDeclaration(made) || made.body === undefined) return null;
  if (owner === undefined || !ts.isClassLike(owner)) return null;
  return { made, body: made.body, owner };
}

function insertion(file: ParsedFile, body: ts.Block, text: string): Range & { readonly text: string } {
  const [first] = body.statements;
  if (first === undefined) {
    const inside = body.getStart(file.source) + 1;
    return { start: inside, end: inside, text: ` ${text}` };
  }
  const comments = ts.getLeadingCommentRanges(file.text, first.pos) ?? [];
  const start = comments[0]?.pos ?? first.getStart(file.source);
  const indent = spacesBefore(file, first);
  return { start, end: start, text: indent === null ? `${text} ` : `${text}\n${indent}` };
}

type SuperStatement = ts.ExpressionStatement & { readonly expression: ts.CallExpression };

function isSuperStatement(statement: ts.Statement): statement is SuperStatement {
  return ts.isExpressionStatement(statement) && isSuperCall(statement.expression);
}

function isSuperCall(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** How often `super` is called anywhere in a block, without the classes in it. */
function superCallsIn(block: ts.Block): number {
  let calls = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) return;
    if (isSuperCall(node)) calls++;
    ts.forEachChild(node, visit);
  };
  visit(block);
  return calls;
}

/** Whether a call is certain to mean the same before these statements: they do not change what it is given. */
function mayMoveBefore(
  { arguments: given }: ts.CallExpression,
  statements: readonly ts.Statement[],
): boolean {
  const changed = new Set(statements.flatMap((statement) => [...changedBy(statement)]));
  const isSafe = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword)
      return false;
    if (ts.isIdentifier(node) && changed.has(node.text)) return false;
    return ts.forEachChild(node, (child) => (isSafe(child) ? undefined : true)) !== true;
  };
  return given.every(isSafe);
}

/** Names that a statement declares, sets, sets a member of or calls a method of. */
function changedBy(statement: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else ts.forEachChild(node, add);
  };
  const visit = (node: ts.Node): void => {
    changeTargets(node).forEach(add);
    if (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) {
      if (node.name !== undefined) add(node.name);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      add(node.expression.expression);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}
