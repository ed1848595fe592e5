import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { lineStart, pathTo, rangeOf } from "./queries.ts";

/** A constructor of a class that extends another one, and where its `super()` belongs. */
export interface SuperPlace {
  /** Where its first statement begins; without one, behind the brace. */
  readonly first: number;
  /** What stands between two of its statements: a line break with the indentation, or a space. Null where it has none. */
  readonly between: string | null;
  /** The first statement of its own that is nothing but a call of `super`. */
  readonly written: Range | null;
  /** What the parent's constructor takes that this one has under the same name, in the parent's order. */
  readonly handedOn: readonly string[];
}

/** The constructor around a range; null where there is none, or its class extends nothing. */
export function superPlace(file: ParsedFile, range: Range): SuperPlace | null {
  const path = pathTo(file, range);
  const index = path.findLastIndex(ts.isConstructorDeclaration);
  const [made, owner] = [path[index], path[index - 1]];
  if (made === undefined || !ts.isConstructorDeclaration(made) || made.body === undefined) return null;
  if (owner === undefined || !ts.isClassLike(owner)) return null;
  const { statements } = made.body;
  const [begin] = statements;
  const first = begin === undefined ? made.body.getStart(file.source) + 1 : begin.getStart(file.source);
  const before = file.text.slice(lineStart(file.text, first), first);
  const written = statements.find(isSuperCall);
  return {
    first,
    between: begin === undefined ? null : before.trim() === "" ? `\n${before}` : " ",
    written: written === undefined ? null : rangeOf(file, written),
    handedOn: handedOn(parentOf(file, owner), made.parameters),
  };
}

function isSuperCall(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  return statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** The parent's parameters as far as each has one of the same name: an argument in between cannot be left out. */
function handedOn(
  parent: ts.ClassLikeDeclaration | undefined,
  own: readonly ts.ParameterDeclaration[],
): readonly string[] {
  const taken = parent?.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  const names = new Set(own.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])));
  const wanted = taken.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  const end = wanted.findIndex((name) => !names.has(name));
  return end < 0 ? wanted : wanted.slice(0, end);
}

/** The class that another one extends, where the file declares it. */
function parentOf(
  file: ParsedFile,
  { heritageClauses }: ts.ClassLikeDeclaration,
): ts.ClassLikeDeclaration | undefined {
  const parent = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
    ?.expression;
  if (parent === undefined || !ts.isIdentifier(parent)) return undefined;
  return file.source.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === parent.text);
}
