import ts from "typescript";
import type { FileRange, Range } from "../../base/index.ts";
import { inputComments } from "./comments.ts";
import { bare, numberOf } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { isDottedName, lineStart, nodeAt, rangeOf } from "./queries.ts";
import type { SignatureParameter } from "./signatures.ts";

/** A number that a call is given, where it is or may be written. */
export interface NumberSpot {
  /** `width`, `depths[1]`, `stride`. */
  readonly name: string;
  /** Null where only an analysis knows it. */
  readonly value: number | null;
  readonly place: NumberPlace;
}

export type NumberPlace =
  /** An expression; `before` belongs in front of a new number: `stride: ` for the property `{ stride }`. */
  | { readonly kind: "expression"; readonly range: Range; readonly before: string }
  /** The number of a constant that the call names, and the name in the call. */
  | { readonly kind: "constant"; readonly range: Range; readonly name: string; readonly use: Range }
  /** The default of a parameter. */
  | { readonly kind: "default"; readonly range: Range }
  /** Nothing is written: the call leaves it to a default. */
  | Gap;

export interface Gap {
  readonly kind: "gap";
  /** Where it would be inserted. */
  readonly at: number;
  /** What the list is in: an object's braces, a call's parentheses, or a construction that has none yet. */
  readonly within: "object" | "call" | "bare";
  /** How many arguments or properties stand before it. */
  readonly given: number;
  /** Which argument it is. */
  readonly index: number;
  /** The option of that argument; null for the argument itself. */
  readonly key: string | null;
  /** The defaults of the parameters, as written, for those that have to be passed before it. */
  readonly defaults: readonly string[];
}

/** What makes a module: a construction, or a call of a function that gives one. */
export interface Making {
  readonly kind: "class" | "function";
  /** As it is named: `nn.Conv2d`, `models.resnet`. */
  readonly callee: string;
}

/** The construction or call at exactly this range; null for any other expression. */
export function makingAt(file: ParsedFile, range: Range): Making | null {
  const node = callAt(file, range);
  if (node === undefined || !isDottedName(node.expression)) return null;
  const kind = ts.isNewExpression(node) ? "class" : "function";
  return { kind, callee: node.expression.getText(file.source) };
}

/** The numbers that the construction or call at this range is given, or could be given. */
export function numbersOfMaking(
  file: ParsedFile,
  range: Range,
  parameters: readonly SignatureParameter[],
): readonly NumberSpot[] {
  const node = callAt(file, range);
  if (node === undefined) return [];
  const given = node.arguments ?? [];
  const constants = constantsIn(file);
  const written = given.flatMap((argument, index) =>
    numbersIn(file, constants, parameters[index]?.name ?? `argument ${index + 1}`, argument),
  );
  if (given.some(ts.isSpreadElement)) return written;
  const options = given.flatMap((argument, index) => {
    const object = heldBy(constants, argument);
    return ts.isObjectLiteralExpression(object) ? missingOptions(object, index, parameters[index]) : [];
  });
  const missing = parameters.slice(given.length).flatMap(({ name, default: own, isRest }) => {
    return own === null || isRest ? [] : numbersOfList(file, name, own.range);
  });
  return [...written, ...options, ...missingArguments(node, parameters), ...missing];
}

function callAt(file: ParsedFile, range: Range): ts.NewExpression | ts.CallExpression | undefined {
  const node = nodeAt(file, range);
  return node !== undefined && (ts.isNewExpression(node) || ts.isCallExpression(node)) ? node : undefined;
}

/** The numbers that a constructor takes where none are given, as far as the file has them. */
export function numbersOfDefaults(
  file: ParsedFile,
  parameters: readonly SignatureParameter[],
): readonly NumberSpot[] {
  return parameters.flatMap(({ name, default: own, options }) => {
    const all = [...(own === null ? [] : [{ name, default: own }]), ...options];
    return all.flatMap(({ name, default: { range, value } }): readonly NumberSpot[] =>
      value === null || range.file !== file.path
        ? numbersOfList(file, name, range)
        : [{ name, value, place: { kind: "default", range } }],
    );
  });
}

/** The numbers of a default that is a list: `widths[0]` of `widths = [16, 32]`. A call could only give all of them anew. */
function numbersOfList(file: ParsedFile, name: string, range: FileRange): readonly NumberSpot[] {
  const node = range.file === file.path ? nodeAt(file, range) : undefined;
  if (node === undefined || !ts.isArrayLiteralExpression(node)) return [];
  return node.elements.flatMap((element, index): readonly NumberSpot[] => {
    const value = numberOf(element);
    const place = { kind: "default", range: rangeOf(file, element) } as const;
    return value === null ? [] : [{ name: `${name}[${index}]`, value, place }];
  });
}

/** The sizes that the arguments of a call are created with: of `net(randn(1, 3, 8, 8))`, or of a constant that holds that. */
export function sizesOfCall(file: ParsedFile, range: Range): readonly (readonly NumberSpot[])[] {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isCallExpression(node)) return [];
  const constants = constantsIn(file);
  return node.arguments.map((argument) => sizesOf(file, constants, argument));
}

/** The sizes of a class's static `exampleInput`. */
export function sizesOfExample(file: ParsedFile, className: string): readonly NumberSpot[] {
  const declared = all(file.source, ts.isClassLike).find(({ name }) => name?.text === className);
  const example = declared?.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name) && member.name.text === "exampleInput",
  );
  return example?.initializer === undefined ? [] : sizesOf(file, constantsIn(file), example.initializer);
}

/** The numbers of the `@input` comments above the statement around an offset, in order. */
export function sizesOfComments(file: ParsedFile, offset: number): readonly NumberSpot[] {
  const statement = statementAt(file, offset);
  return (statement === undefined ? [] : inputComments(file, statement)).flatMap(({ at }) => {
    const text = file.text.slice(at.start, at.end);
    return [...text.matchAll(/\d+/g)].map((found): NumberSpot => {
      const start = at.start + found.index;
      const range = { start, end: start + found[0].length };
      return { name: "", value: Number(found[0]), place: { kind: "expression", range, before: "" } };
    });
  });
}

/** The start of the line of the statement around an offset. */
export function statementLine(file: ParsedFile, offset: number): number | null {
  const statement = statementAt(file, offset);
  return statement === undefined ? null : lineStart(file.text, statement.getStart(file.source));
}

function statementAt({ source }: ParsedFile, offset: number): ts.Statement | undefined {
  return source.statements.find((one) => one.getStart(source) <= offset && offset < one.end);
}

/** Constants that are declared once, by name: what they begin with. */
type Constants = ReadonlyMap<string, ts.Expression>;

function constantsIn(file: ParsedFile): Constants {
  const found = new Map<string, ts.Expression | null>();
  for (const list of all(file.source, ts.isVariableDeclarationList)) {
    for (const { name, initializer } of list.declarations) {
      if (!ts.isIdentifier(name)) continue;
      const isConstant = (list.flags & ts.NodeFlags.Const) !== 0 && !found.has(name.text);
      found.set(name.text, isConstant ? (initializer ?? null) : null);
    }
  }
  return new Map([...found].filter((entry): entry is [string, ts.Expression] => entry[1] !== null));
}

/** What an expression is, or the constant that it names. */
function heldBy(constants: Constants, expression: ts.Expression): ts.Expression {
  const inner = bare(expression);
  const held = ts.isIdentifier(inner) ? constants.get(inner.text) : undefined;
  return held === undefined ? inner : bare(held);
}

function without(constants: Constants, name: string): Constants {
  return new Map([...constants].filter(([known]) => known !== name));
}

function numbersIn(
  file: ParsedFile,
  constants: Constants,
  name: string,
  expression: ts.Expression,
): readonly NumberSpot[] {
  const inner = bare(expression);
  const held = heldBy(constants, inner);
  // A half-typed constant may refer to itself.
  const others = ts.isIdentifier(inner) ? without(constants, inner.text) : constants;
  if (ts.isObjectLiteralExpression(held)) return numbersOfOptions(file, others, held, "");
  if (ts.isArrayLiteralExpression(held))
    return held.elements.flatMap((one, index) => numbersIn(file, others, `${name}[${index}]`, one));
  return canBeNumber(inner) ? [spotOf(file, constants, name, inner)] : [];
}

/** `width`, or `stem.width` of an object in the object. */
function numbersOfOptions(
  file: ParsedFile,
  constants: Constants,
  object: ts.ObjectLiteralExpression,
  before: string,
): readonly NumberSpot[] {
  return object.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) {
      const { name } = property;
      return [spotOf(file, constants, `${before}${name.text}`, name, `${name.text}: `)];
    }
    if (!ts.isPropertyAssignment(property)) return [];
    const [name, value] = [`${before}${property.name.getText(file.source)}`, bare(property.initializer)];
    return ts.isObjectLiteralExpression(value)
      ? numbersOfOptions(file, constants, value, `${name}.`)
      : numbersIn(file, constants, name, value);
  });
}

function spotOf(
  file: ParsedFile,
  constants: Constants,
  name: string,
  node: ts.Expression,
  before = "",
): NumberSpot {
  const range = rangeOf(file, node);
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  const held = constant === undefined ? null : numberOf(constant);
  if (constant !== undefined && held !== null) {
    const place = {
      kind: "constant",
      range: rangeOf(file, constant),
      name: node.getText(file.source),
    } as const;
    return { name, value: held, place: { ...place, use: range } };
  }
  return { name, value: productOf(node, constants), place: { kind: "expression", range, before } };
}

function canBeNumber(node: ts.Expression): boolean {
  if (numberOf(node) !== null || ts.isIdentifier(node)) return true;
  return (
    ts.isBinaryExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isConditionalExpression(node)
  );
}

/** The number of literals, constants and what is calculated from them. */
function productOf(expression: ts.Expression, constants: Constants): number | null {
  const node = bare(expression);
  const held = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  if (held !== undefined) return numberOf(held);
  if (!ts.isBinaryExpression(node)) return numberOf(node);
  const [left, right] = [productOf(node.left, constants), productOf(node.right, constants)];
  const calculate = operators.get(node.operatorToken.kind);
  return left === null || right === null || calculate === undefined ? null : calculate(left, right);
}

const operators: ReadonlyMap<ts.SyntaxKind, (left: number, right: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (left, right) => left + right],
  [ts.SyntaxKind.MinusToken, (left, right) => left - right],
  [ts.SyntaxKind.AsteriskToken, (left, right) => left * right],
  [ts.SyntaxKind.SlashToken, (left, right) => left / right],
  [ts.SyntaxKind.AsteriskAsteriskToken, (left, right) => left ** right],
]);

function missingArguments(
  node: ts.NewExpression | ts.CallExpression,
  parameters: readonly SignatureParameter[],
): readonly NumberSpot[] {
  const given = node.arguments?.length ?? 0;
  const last = node.arguments?.at(-1);
  const at = node.arguments === undefined ? node.end : (last?.end ?? node.end - 1);
  const within = node.arguments === undefined ? "bare" : "call";
  const defaults = parameters.map((parameter) => parameter.default?.text ?? "undefined");
  return parameters.flatMap(({ name, default: own, options, isRest }, index): readonly NumberSpot[] => {
    if (index < given || isRest) return [];
    const gap = { kind: "gap", at, within, given, index, key: null, defaults } as const;
    const ownSpot = own?.value == null ? [] : [{ name, value: own.value, place: gap }];
    const spots = options.flatMap((option) =>
      option.default.value === null
        ? []
        : [{ name: option.name, value: option.default.value, place: { ...gap, key: option.name } }],
    );
    return [...ownSpot, ...spots];
  });
}

function missingOptions(
  object: ts.ObjectLiteralExpression,
  index: number,
  parameter: SignatureParameter | undefined,
): readonly NumberSpot[] {
  if (object.properties.some(ts.isSpreadAssignment)) return [];
  const written = object.properties.map(({ name }) =>
    name !== undefined && ts.isIdentifier(name) ? name.text : "",
  );
  const last = object.properties.at(-1);
  const at = last?.end ?? object.end - 1;
  const given = object.properties.length;
  return (parameter?.options ?? [])
    .filter(({ name, default: { value } }) => value !== null && !written.includes(name))
    .map(({ name, default: { value } }) => ({
      name,
      value,
      place: { kind: "gap", at, within: "object", given, index, key: name, defaults: [] },
    }));
}

function sizesOf(file: ParsedFile, constants: Constants, expression: ts.Expression): readonly NumberSpot[] {
  const inner = bare(expression);
  const held = ts.isIdentifier(inner) ? constants.get(inner.text) : undefined;
  if (held !== undefined) return ts.isIdentifier(bare(held)) ? [] : sizesOf(file, constants, held);
  const parts = ts.isCallExpression(inner)
    ? inner.arguments
    : ts.isArrayLiteralExpression(inner)
      ? [inner]
      : [];
  return parts.flatMap((part) => numbersIn(file, constants, "", part));
}

/** The nodes of a kind, wherever they are. */
export function all<N extends ts.Node>(root: ts.Node, isWanted: (node: ts.Node) => node is N): readonly N[] {
  const found: N[] = [];
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
