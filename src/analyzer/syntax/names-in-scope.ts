import ts from "typescript";
import type { Range } from "../../base/index.ts";
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
  const found = around.flatMap((node) => namesOf(file, node, offset));
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

function namesOf(file: ParsedFile, node: ts.Node, offset: number): readonly NameInScope[] {
  if (ts.isClassLike(node)) return node.members.flatMap((member) => fieldOf(file, member, offset));
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
