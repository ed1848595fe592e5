import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { isDottedName, lineStart, nodeAt, nodesAround, rangeOf } from "./queries.ts";

/** How `new nn.Conv2d(3, 8, 3, { padding: 1 })` is written. */
export interface ConstructionParts {
  /** The class as it is named: `nn.Conv2d`. */
  readonly callee: string;
  readonly arguments: readonly Range[];
}

/** The construction at this range; null for anything else, or where an argument is spread. */
export function constructionParts(file: ParsedFile, range: Range): ConstructionParts | null {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isNewExpression(node) || !isDottedName(node.expression)) return null;
  const given = node.arguments ?? [];
  if (given.some(ts.isSpreadElement)) return null;
  return {
    callee: node.expression.getText(file.source),
    arguments: given.map((argument) => rangeOf(file, argument)),
  };
}

/** An option as it is written: `padding: 1`, or `padding` alone, where a variable is called so. */
export interface WrittenOption {
  readonly whole: Range;
  readonly value: Range;
}

/** The option of that name among those at this range; null where it is not written there. */
export function writtenOption(file: ParsedFile, options: Range, name: string): WrittenOption | null {
  const node = nodeAt(file, options);
  const object = node !== undefined && ts.isExpression(node) ? bare(node) : undefined;
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return null;
  for (const property of object.properties) {
    if (property.name === undefined || !ts.isIdentifier(property.name) || property.name.text !== name)
      continue;
    const whole = rangeOf(file, property);
    if (ts.isShorthandPropertyAssignment(property)) return { whole, value: whole };
    if (ts.isPropertyAssignment(property)) return { whole, value: rangeOf(file, property.initializer) };
  }
  return null;
}

/** A part of a `Sequential`, and what has to stand behind one that is written before it. */
export interface PartOfSequential {
  /** What stands before the container's name: `nn.`. */
  readonly namespace: string;
  /** `, `, or a line break with the part's own indentation where it begins a line. */
  readonly separator: string;
}

/** Null where what is at this range is no part of a `Sequential` that is written there. */
export function partOfSequential(file: ParsedFile, part: Range): PartOfSequential | null {
  const container = nodesAround(file, part.start).findLast(
    (node): node is ts.NewExpression =>
      ts.isNewExpression(node) &&
      (node.arguments ?? []).some((one) => one.getStart(file.source) === part.start && one.end === part.end),
  );
  const name = container?.expression.getText(file.source) ?? "";
  if (!/(^|\.)Sequential$/.test(name)) return null;
  const before = file.text.slice(lineStart(file.text, part.start), part.start);
  return {
    namespace: name.slice(0, -"Sequential".length),
    separator: before.trim() === "" ? `,\n${before}` : ", ",
  };
}

/** Where what a name holds is calculated, `body(x)` of `const f = body(x)`; null where it is no constant. */
export function initializerOf(file: ParsedFile, name: Range): Range | null {
  const text = file.text.slice(name.start, name.end);
  const blocks = nodesAround(file, name.start).filter((node) => ts.isBlock(node) || ts.isSourceFile(node));
  for (const { statements } of blocks.reverse()) {
    for (const { declarationList: list } of statements.filter(ts.isVariableStatement)) {
      const found = list.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === text);
      if (found === undefined) continue;
      const isConstant = (list.flags & ts.NodeFlags.Const) !== 0;
      return isConstant && found.initializer !== undefined ? rangeOf(file, found.initializer) : null;
    }
  }
  return null;
}

/** The arguments of the call at this range; none where one is spread, or where something else is there. */
export function argumentsOfCall(file: ParsedFile, call: Range): readonly Range[] {
  const node = nodeAt(file, call);
  if (node === undefined || !ts.isCallExpression(node) || node.arguments.some(ts.isSpreadElement)) return [];
  return node.arguments.map((argument) => rangeOf(file, argument));
}

/** What a call works on: `a` and `b` of `a.add(b)`, `add(a, b)` and `cat([a, b], 1)`. */
export function operandsOfCall(file: ParsedFile, call: Range): readonly Range[] {
  const node = nodeAt(file, call);
  if (node === undefined || !ts.isCallExpression(node)) return [];
  const receiver = ts.isPropertyAccessExpression(node.expression) ? [node.expression.expression] : [];
  const parts = node.arguments.flatMap((argument) =>
    ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument],
  );
  return [...receiver, ...parts].map((part) => rangeOf(file, part));
}
