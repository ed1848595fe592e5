import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { inputComments, statesInput } from "./comments.ts";
import { hasModifier } from "./nodes.ts";
import { type ParsedFile, textOf } from "./parse.ts";
import { pathTo } from "./queries.ts";

/** The field of a class that code makes the value of. */
export interface FieldMade {
  /** How a method of the class reads it: `this.conv`, `this.#conv`, `Net.conv` where it is static. */
  readonly access: string;
  /** Whether a comment above says what the class is given. */
  readonly statesInput: boolean;
  /** Where a further method of the class can be written, behind a semicolon. */
  readonly methodAt: number;
}

/** Null where the code at this range is in no field's initializer, nor in what a constructor assigns to a field. */
export function fieldMadeAt(file: ParsedFile, range: Range): FieldMade | null {
  const path = pathTo(file, range);
  const index = path.findLastIndex(ts.isClassLike);
  const owner = path[index];
  if (owner === undefined || !ts.isClassLike(owner)) return null;
  const inside = path.slice(index + 1);
  const access = declaredAccess(file, owner, inside) ?? assignedAccess(file, inside);
  if (access === null) return null;
  const around = [...path.slice(0, index), statesInput(file, owner)];
  const isStated = around.some((node) => inputComments(file, node).length > 0);
  return { access, statesInput: isStated, methodAt: owner.members.end };
}

function declaredAccess(
  file: ParsedFile,
  owner: ts.ClassLikeDeclaration,
  [member, value]: readonly ts.Node[],
): string | null {
  if (member === undefined || !ts.isPropertyDeclaration(member) || member.initializer !== value) return null;
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  const object = isStatic ? (owner.name?.text ?? "this.constructor") : "this";
  const { name } = member;
  const written = textOf(file, name);
  if (ts.isComputedPropertyName(name)) return `${object}${written}`;
  const isWord = ts.isIdentifier(name) || ts.isPrivateIdentifier(name);
  return isWord ? `${object}.${written}` : `${object}[${written}]`;
}

function assignedAccess(file: ParsedFile, [member, ...inside]: readonly ts.Node[]): string | null {
  if (member === undefined || !ts.isConstructorDeclaration(member)) return null;
  const set = inside.find((node) => ts.isBinaryExpression(node));
  const isSet =
    set !== undefined &&
    set.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    inside.includes(set.right) &&
    ts.isPropertyAccessExpression(set.left) &&
    set.left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isSet ? textOf(file, set.left) : null;
}
