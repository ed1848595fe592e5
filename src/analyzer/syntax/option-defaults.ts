import ts from "typescript";
import type { FileRange } from "../../base/index.ts";
import { bare, numberOf } from "./number-of.ts";
import { type ParsedFile, placeOf } from "./parse.ts";

export interface DefaultSyntax {
  readonly range: FileRange;
  readonly text: string;
  /** Null for what is no number. */
  readonly value: number | null;
}

export interface OptionDefault {
  readonly name: string;
  readonly default: DefaultSyntax;
}

/**
 * What a function takes for the options that a call leaves out: `{ stride = 1 }` as the parameter or taken apart in the body,
 * `options.stride ?? 1`, and `{ stride: 1, ...options }`. An option with two different defaults has none of its own.
 */
export function optionDefaults(
  file: ParsedFile,
  parameter: ts.BindingName,
  body: ts.Node,
): readonly OptionDefault[] {
  const nodes = nodesWithin(body);
  const name = ts.isIdentifier(parameter) ? parameter.text : null;
  const patterns = name === null ? [parameter] : nodes.flatMap((node) => takenApart(node, name));
  const elements = patterns.filter(ts.isObjectBindingPattern).flatMap((pattern) => [...pattern.elements]);
  const locals = new Map(elements.flatMap(withoutDefault));
  return agreed(file, [
    ...elements.flatMap(inPattern),
    ...nodes.filter(ts.isBinaryExpression).flatMap((node) => whereAbsent(node, name, locals)),
    ...nodes.filter(ts.isObjectLiteralExpression).flatMap((node) => beforeSpread(file, node, name, nodes)),
  ]);
}

export function defaultOf(file: ParsedFile, initializer: ts.Expression): DefaultSyntax {
  return {
    range: placeOf(file, initializer),
    text: initializer.getText(file.source),
    value: numberOf(initializer),
  };
}

/** The option's name, and what is taken where it is left out. */
type Found = readonly [name: string, value: ts.Expression];

function agreed(file: ParsedFile, found: readonly Found[]): readonly OptionDefault[] {
  const byName = new Map<string, readonly DefaultSyntax[]>();
  for (const [name, value] of found) byName.set(name, [...(byName.get(name) ?? []), defaultOf(file, value)]);
  return [...byName].flatMap(([name, [first, ...others]]) =>
    first === undefined || others.some(({ text }) => text !== first.text) ? [] : [{ name, default: first }],
  );
}

/** `{ stride = 1 }` of `const { stride = 1 } = optionsOf("conv2d", options)`. */
function takenApart(node: ts.Node, parameter: string): readonly ts.BindingName[] {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return [];
  const value = bare(node.initializer);
  const isIt =
    isNamed(value, parameter) ||
    (ts.isCallExpression(value) && value.arguments.some((one) => isNamed(one, parameter)));
  return isIt ? [node.name] : [];
}

function inPattern({ propertyName, name, initializer }: ts.BindingElement): readonly Found[] {
  const key = propertyName ?? name;
  return initializer === undefined || !ts.isIdentifier(key) ? [] : [[key.text, initializer]];
}

/** What the function calls an option, and the option's own name. */
function withoutDefault({ propertyName, name, initializer }: ts.BindingElement): readonly [string, string][] {
  const key = propertyName ?? name;
  const isPlain = initializer === undefined && ts.isIdentifier(name) && ts.isIdentifier(key);
  return isPlain ? [[name.text, key.text]] : [];
}

/** `options.stride ?? 1`, or `stride ?? 1` of an option that was taken out without a default. */
function whereAbsent(
  { left, operatorToken, right }: ts.BinaryExpression,
  parameter: string | null,
  locals: ReadonlyMap<string, string>,
): readonly Found[] {
  if (operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return [];
  if (ts.isIdentifier(left)) {
    const key = locals.get(left.text);
    return key === undefined ? [] : [[key, right]];
  }
  const isOption =
    parameter !== null && ts.isPropertyAccessExpression(left) && isNamed(left.expression, parameter);
  return isOption ? [[left.name.text, right]] : [];
}

/** `{ stride: 1, ...options }`, or `{ ...defaults, ...options }` where the file has those as a constant. */
function beforeSpread(
  { source }: ParsedFile,
  { properties }: ts.ObjectLiteralExpression,
  parameter: string | null,
  nodes: readonly ts.Node[],
): readonly Found[] {
  const end = properties.findIndex(
    (one) => ts.isSpreadAssignment(one) && parameter !== null && isNamed(one.expression, parameter),
  );
  const found = properties.slice(0, Math.max(0, end)).flatMap((one): readonly Found[] => {
    if (!ts.isSpreadAssignment(one)) return plainProperty(one);
    const held = ts.isIdentifier(one.expression)
      ? objectNamed(source, nodes, one.expression.text)
      : undefined;
    return [...(held?.properties ?? [])].flatMap(plainProperty);
  });
  const decidedBehind = new Set(properties.slice(end + 1).map((one) => one.name?.getText(source)));
  return found.filter(([name]) => !decidedBehind.has(name));
}

function plainProperty(property: ts.ObjectLiteralElementLike): readonly Found[] {
  const isPlain = ts.isPropertyAssignment(property) && ts.isIdentifier(property.name);
  return isPlain ? [[property.name.text, property.initializer]] : [];
}

function objectNamed(
  source: ts.SourceFile,
  nodes: readonly ts.Node[],
  name: string,
): ts.ObjectLiteralExpression | undefined {
  const ofFile = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  for (const declared of [...nodes.filter(ts.isVariableDeclaration), ...ofFile]) {
    const value = declared.initializer && bare(declared.initializer);
    if (isNamed(declared.name, name) && value !== undefined && ts.isObjectLiteralExpression(value))
      return value;
  }
  return undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function nodesWithin(root: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
