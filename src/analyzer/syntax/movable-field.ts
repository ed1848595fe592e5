import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { hasWithin } from "./acts.ts";
import type { ParsedFile } from "./parse.ts";
import { rangeOf } from "./queries.ts";
import { startWithComment } from "./references.ts";

/** A field of a class that holds a layer and can be moved to another class. */
export interface MovableField {
  readonly name: string;
  /** Its declaration; null where JavaScript has none. */
  readonly declaration: (Commented & { readonly nameAt: Range }) | null;
  /** The statement of the constructor that makes it; null where the declaration does. */
  readonly statement: Commented | null;
  /** What makes it. */
  readonly made: Range;
}

/** Code with the comments that belong to it: the one above it, and the one behind it on its line. */
export interface Commented extends Range {
  /** The code without these comments. */
  readonly own: Range;
}

/** Null where the class uses the field outside of a range, or makes it in another way than by one plain statement. */
export function movableField(
  file: ParsedFile,
  owner: ts.ClassDeclaration,
  name: string,
  range: Range,
): MovableField | null {
  const declaration = owner.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name) && member.name.text === name,
  );
  const made = owner.members.find(ts.isConstructorDeclaration);
  const assignments = (made?.body?.statements ?? []).flatMap((statement) => {
    const value = valueOfField(statement, name);
    return value === null ? [] : [{ statement, value }];
  });
  const [assignment, ...others] = assignments;
  const initializer = declaration?.initializer;
  const value = initializer ?? assignment?.value;
  const isMadeOnce = others.length === 0 && (initializer === undefined) === (assignment !== undefined);
  if (value === undefined || !isMadeOnce || hasWithin(value, isThis)) return null;
  if (usesOutside(file, owner, name, range) > assignments.length) return null;
  return {
    name,
    declaration:
      declaration === undefined
        ? null
        : { ...withComment(file, declaration), nameAt: rangeOf(file, declaration.name) },
    statement: assignment === undefined ? null : withComment(file, assignment.statement),
    made: rangeOf(file, value),
  };
}

/** What `this.name = …;` sets a field to. */
function valueOfField(statement: ts.Statement, name: string): ts.Expression | null {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null;
  const { left, operatorToken, right } = statement.expression;
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && fieldName(left) === name ? right : null;
}

/** `name` of `this.name`. */
export function fieldName(node: ts.Node): string | null {
  const isField = ts.isPropertyAccessExpression(node) && isThis(node.expression);
  return isField && ts.isIdentifier(node.name) ? node.name.text : null;
}

function isThis({ kind }: ts.Node): boolean {
  return kind === ts.SyntaxKind.ThisKeyword;
}

function usesOutside(file: ParsedFile, owner: ts.ClassDeclaration, name: string, range: Range): number {
  let uses = 0;
  const visit = (node: ts.Node): void => {
    const isInside = range.start <= node.getStart(file.source) && node.end <= range.end;
    if (fieldName(node) === name && !isInside) uses += 1;
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return uses;
}

function withComment(file: ParsedFile, node: ts.Node): Commented {
  const behind = ts.getTrailingCommentRanges(file.text, node.end)?.at(-1);
  return { start: startWithComment(file, node), end: behind?.end ?? node.end, own: rangeOf(file, node) };
}
