import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import {
  constructionWith,
  inNamespace,
  isAt,
  isDottedName,
  isNameOfSequential,
  lineStart,
  nodeAt,
  nodesAround,
  pathTo,
  rangeOf,
} from "./queries.ts";

/** The parts of `new nn.Conv2d(3, 8, 3, { padding: 1 })` as they are written. */
export interface ConstructionParts {
  /** The class with its namespace, without blanks and comments: `nn.Conv2d`. */
  readonly callee: string;
  /** `nn.`, or nothing. */
  readonly namespace: string;
  /** `Conv2d` */
  readonly className: string;
  readonly calleeAt: Range;
  readonly arguments: readonly Range[];
  /** The arguments with their parentheses; null where none are written. */
  readonly list: Range | null;
}

/** The construction at this range; null for anything else, or where an argument is spread. */
export function constructionParts(file: ParsedFile, range: Range): ConstructionParts | null {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isNewExpression(node) || !isDottedName(node.expression)) return null;
  const given = node.arguments ?? [];
  if (given.some(ts.isSpreadElement)) return null;
  const { namespace, own: className } = inNamespace(node.expression);
  return {
    ...{ callee: `${namespace}${className}`, namespace, className },
    calleeAt: rangeOf(file, node.expression),
    arguments: given.map((argument) => rangeOf(file, argument)),
    list: node.arguments === undefined ? null : { start: node.arguments.pos - 1, end: node.end },
  };
}

/** The parts of `x.view(-1)` or `F.flatten(x)` as they are written. */
export interface CallParts {
  /** What stands before the dot, a value or a namespace; null for a function that is called by its name alone. */
  readonly receiver: Range | null;
  /** `view`, `flatten` */
  readonly name: string;
  readonly nameAt: Range;
  readonly arguments: readonly Range[];
}

/** The call at this range; null for anything else, or where an argument is spread. */
export function callParts(file: ParsedFile, range: Range): CallParts | null {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isCallExpression(node) || node.arguments.some(ts.isSpreadElement))
    return null;
  const { expression } = node;
  const isMember = ts.isPropertyAccessExpression(expression);
  const name = isMember ? expression.name : expression;
  if (!ts.isIdentifier(name)) return null;
  return {
    receiver: isMember ? rangeOf(file, expression.expression) : null,
    name: name.text,
    nameAt: rangeOf(file, name),
    arguments: node.arguments.map((argument) => rangeOf(file, argument)),
  };
}

/** An option as it is written: `padding: 1`, or `padding` alone for a variable of that name. */
export interface WrittenOption {
  readonly whole: Range;
  readonly value: Range;
}

/** The option of that name in the object at this range; null where it is not written there. */
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

/** A part of a `Sequential`, and how to write another one before it. */
export interface PartOfSequential {
  /** The namespace of the container with its dot, `nn.`; empty where there is none. */
  readonly namespace: string;
  /** What separates the two: `, `, or a line break with the part's indentation where it begins a line. */
  readonly separator: string;
}

/** Null where this range is not an argument of a `Sequential`. */
export function partOfSequential(file: ParsedFile, part: Range): PartOfSequential | null {
  const name = constructionWith(file, part)?.expression;
  if (name === undefined || !isNameOfSequential(name)) return null;
  const before = file.text.slice(lineStart(file.text, part.start), part.start);
  return {
    namespace: inNamespace(name).namespace,
    separator: before.trim() === "" ? `,\n${before}` : ", ",
  };
}

/** The initializer of a constant, `body(x)` in `const f = body(x)`; null for any other name. */
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

/** The arguments of the call at this range; empty where one is spread, or there is no call. */
export function argumentsOfCall(file: ParsedFile, call: Range): readonly Range[] {
  const node = nodeAt(file, call);
  if (node === undefined || !ts.isCallExpression(node) || node.arguments.some(ts.isSpreadElement)) return [];
  return node.arguments.map((argument) => rangeOf(file, argument));
}

/** The operands of a call: `a` and `b` in `a.add(b)`, `add(a, b)` and `cat([a, b], 1)`. */
export function operandsOfCall(file: ParsedFile, call: Range): readonly Range[] {
  const node = nodeAt(file, call);
  if (node === undefined || !ts.isCallExpression(node)) return [];
  const receiver = ts.isPropertyAccessExpression(node.expression) ? [node.expression.expression] : [];
  const parts = node.arguments.flatMap((argument) =>
    ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument],
  );
  return [...receiver, ...parts].map((part) => rangeOf(file, part));
}

/** The innermost call of which exactly this range is an argument, or part of a list that is one; null where there is none. */
export function callWithOperand(file: ParsedFile, operand: Range): Range | null {
  const isIt = (part: ts.Expression): boolean =>
    isAt(file, part, operand) || (ts.isArrayLiteralExpression(part) && part.elements.some(isIt));
  const call = pathTo(file, operand).findLast(
    (node) => ts.isCallExpression(node) && node.arguments.some(isIt),
  );
  return call === undefined ? null : rangeOf(file, call);
}
