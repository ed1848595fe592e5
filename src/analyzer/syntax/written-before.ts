import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { identifiersBoundBy, isDottedName, nodesAround, rangeOf } from "./queries.ts";

/** `new nn.Conv2d(3, width, 3)` as it is written. */
export interface WrittenConstruction {
  /** The class with its namespace: `nn.Conv2d`. */
  readonly callee: string;
  readonly arguments: readonly string[];
  readonly range: Range;
}

/** What was constructed before an offset in the class around it, else in the function, else in the file; in that order. */
export function constructionsBefore(file: ParsedFile, offset: number): readonly WrittenConstruction[] {
  const around = [...nodesAround(file, offset)];
  const owner = around.findLast(ts.isClassLike) ?? around.findLast(ts.isFunctionLike) ?? file.source;
  const found: WrittenConstruction[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos >= offset) return;
    ts.forEachChild(node, visit);
    if (ts.isNewExpression(node) && node.end <= offset && isDottedName(node.expression))
      found.push(written(file, node));
  };
  ts.forEachChild(owner, visit);
  return found;
}

function written(file: ParsedFile, made: ts.NewExpression): WrittenConstruction {
  return {
    callee: made.expression.getText(file.source),
    arguments: (made.arguments ?? []).map((argument) => argument.getText(file.source)),
    range: rangeOf(file, made),
  };
}

/** The parameters that may be numbers, of the functions around an offset: those of the nearest first. A forward gets tensors. */
export function numberParametersAround(file: ParsedFile, offset: number): readonly string[] {
  return [...nodesAround(file, offset)]
    .reverse()
    .filter(ts.isFunctionLike)
    .filter(({ name }) => name?.getText(file.source) !== "forward")
    .flatMap(({ parameters }) => [...parameters].filter(({ type }) => mayBeNumber(type)))
    .flatMap(({ name }) => identifiersBoundBy(name))
    .map(({ text }) => text);
}

function mayBeNumber(type: ts.TypeNode | undefined): boolean {
  return type === undefined || type.kind === ts.SyntaxKind.NumberKeyword;
}
