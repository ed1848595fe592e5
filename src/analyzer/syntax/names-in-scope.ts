import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { hasModifier } from "./nodes.ts";
import type { ParsedFile } from "./parse.ts";
import { identifiersBoundBy, nodesAround, rangeOf } from "./queries.ts";

/** A name that may be written at a place, and where it is declared. */
export interface NameInScope {
  /** `width`, or `this.width` for a field. */
  readonly text: string;
  readonly declared: Range;
}

/** The variables, parameters and fields that may be written at an offset, the nearest first. */
export function namesInScope(file: ParsedFile, offset: number): readonly NameInScope[] {
  const around = [...nodesAround(file, offset)].reverse();
  const owner = classOfThis(around);
  const found = around.flatMap((node) =>
    ts.isClassLike(node) ? (node === owner ? fieldsOf(file, node, offset) : []) : namesOf(file, node, offset),
  );
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

/** The class whose instance `this` is; a static member and a `function` have another one. The innermost node comes first. */
function classOfThis(around: readonly ts.Node[]): ts.Node | undefined {
  const home = around.findIndex(
    (node) =>
      (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) ||
      ts.isClassElement(node) ||
      ts.isClassLike(node),
  );
  const member = around[home];
  if (member === undefined || ts.isClassLike(member)) return member;
  const owner = around[home + 1];
  const isOfInstance = ts.isClassElement(member) && !hasModifier(member, ts.SyntaxKind.StaticKeyword);
  return isOfInstance &&
    !ts.isClassStaticBlockDeclaration(member) &&
    owner !== undefined &&
    ts.isClassLike(owner)
    ? owner
    : undefined;
}

function fieldsOf(file: ParsedFile, owner: ts.ClassLikeDeclaration, offset: number): readonly NameInScope[] {
  return owner.members.flatMap((member) => fieldOf(file, member, offset));
}

function namesOf(file: ParsedFile, node: ts.Node, offset: number): readonly NameInScope[] {
  const parameters = ts.isFunctionLike(node) ? [...node.parameters] : [];
  const statements = ts.isBlock(node) || ts.isSourceFile(node) ? [...node.statements] : [];
  const loops = ts.isForStatement(node) || ts.isForOfStatement(node) ? [node.initializer] : [];
  const lists = [
    ...statements.map((one) => (ts.isVariableStatement(one) ? one.declarationList : undefined)),
    ...loops,
  ];
  const variables = lists
    .flatMap((list) =>
      list !== undefined && ts.isVariableDeclarationList(list) ? [...list.declarations] : [],
    )
    .filter(({ end }) => end < offset);
  return [...parameters, ...variables.reverse()]
    .flatMap(({ name }) => identifiersBoundBy(name))
    .map((name) => ({
      text: name.text,
      declared: rangeOf(file, name),
    }));
}

/** A field that is declared before the place, and one that a parameter of the constructor declares. */
function fieldOf(file: ParsedFile, member: ts.ClassElement, offset: number): readonly NameInScope[] {
  if (!ts.isPropertyDeclaration(member) || !ts.isIdentifier(member.name) || member.end >= offset) return [];
  return [{ text: `this.${member.name.text}`, declared: rangeOf(file, member.name) }];
}
