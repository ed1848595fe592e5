import ts from "typescript";
import type { ParsedFile } from "./parse.ts";

/**
 * The arguments that a constructor hands on to its parent's: what the parent takes, under the same names and in the parent's
 * order. Null where the parent takes something else or is not known.
 */
export function handedOn(
  file: ParsedFile,
  owner: ts.ClassLikeDeclaration,
  own: readonly ts.ParameterDeclaration[],
): readonly string[] | null {
  const taken = takenAbove(file, owner, []);
  if (taken === null) return null;
  const given = taken.map((parameter) => argumentFor(parameter, own));
  const end = given.indexOf(null);
  // An argument in between cannot be left out.
  if (end >= 0 && taken.slice(end).some(isRequired)) return null;
  return given.slice(0, end < 0 ? given.length : end).filter((one) => one !== null);
}

function argumentFor(
  { name, dotDotDotToken }: ts.ParameterDeclaration,
  own: readonly ts.ParameterDeclaration[],
): string | null {
  const found = ts.isIdentifier(name)
    ? own.find((other) => ts.isIdentifier(other.name) && other.name.text === name.text)
    : undefined;
  if (found === undefined || !ts.isIdentifier(name)) return null;
  if (dotDotDotToken === undefined) return name.text;
  return found.dotDotDotToken !== undefined || isArray(found.type) ? `...${name.text}` : null;
}

function isArray(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  return ts.isTypeOperatorNode(type)
    ? isArray(type.type)
    : ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type);
}

function isRequired({ questionToken, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean {
  return questionToken === undefined && initializer === undefined && dotDotDotToken === undefined;
}

/** The parameters of the constructor above a class; null where the file does not show it. */
function takenAbove(
  file: ParsedFile,
  { heritageClauses }: ts.ClassLikeDeclaration,
  seen: readonly ts.Node[],
): readonly ts.ParameterDeclaration[] | null {
  const parent = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
    ?.expression;
  if (parent === undefined) return null;
  const found = ts.isIdentifier(parent)
    ? file.source.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === parent.text)
    : undefined;
  // The library's Module takes nothing.
  if (found === undefined) return /^(?:nn\.)?Module$/.test(parent.getText(file.source)) ? [] : null;
  if (seen.includes(found)) return null;
  const made = found.members.find(ts.isConstructorDeclaration);
  return made === undefined ? takenAbove(file, found, [...seen, found]) : made.parameters;
}
