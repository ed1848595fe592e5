import { type Dim, type Shape, symbol } from "../../ir/index.ts";
import type { Machine } from "../run/machine.ts";
import {
  type BindingPattern,
  type ClassElement,
  type ClassLikeDeclaration,
  type DeclaredType,
  declaredType,
  type Expression,
  type FunctionLikeDeclaration,
  isArrowFunction,
  isFunctionExpression,
  isIdentifier,
  isMethodDeclaration,
  isPropertyDeclaration,
  type Node,
  type ParameterDeclaration,
  type ParsedFile,
  SyntaxKind,
  textOf,
} from "../syntax/index.ts";
import { toDim } from "../values/arithmetic.ts";
import { tensorValue, undefinedValue } from "../values/make.ts";
import { lineage } from "../values/prototype.ts";
import { argumentsOf } from "../values/rest.ts";
import type { ClassValue, Made, TensorValue, Value } from "../values/value.ts";
import { declaredValue, onlyDeclared, orUndefined } from "./declared-values.ts";

/** A tensor that stands for a model's argument. */
export function exampleTensor(shape: Shape, stream: number, isAssumed = false): TensorValue {
  const attrs = { shape, fill: "given", value: 0, stream };
  const made: Made = { op: "input", attrs, inputs: [], shape, owner: null, scope: null, source: null };
  return tensorValue(isAssumed ? { ...made, isAssumed } : made);
}

/** The shapes that `static exampleInput` states: one, or one an argument. */
export function staticInput(cls: ClassValue): readonly Shape[] | undefined {
  for (const owner of lineage(cls)) {
    const value = owner.properties.get("exampleInput");
    if (value?.kind !== "array" || value.elements.length === 0) continue;
    const shapes = value.elements.every((element) => element.kind === "array") ? value.elements : [value];
    return shapes.map((shape) => (shape.kind === "array" ? shape.elements.map(elementSize) : []));
  }
  return undefined;
}

function elementSize(value: Value): Dim {
  return value.kind === "string" ? symbol(value.text) : toDim(value);
}

/** A function's parameters, with what their types may refer to. */
export interface Signature {
  readonly file: ParsedFile;
  readonly parameters: readonly ParameterDeclaration[];
  /** The declarations whose type parameters they see. */
  readonly around: readonly Node[];
}

/** The signature of a class's forward, its own or inherited; undefined where the library has it. */
export function forwardSignature(m: Machine, cls: ClassValue): Signature | undefined {
  for (const owner of lineage(cls)) {
    const node = m.classes.find(({ value }) => value === owner)?.node as ClassLikeDeclaration | undefined;
    const forward = node?.members.map(forwardOf).find((found) => found !== undefined);
    if (node === undefined || forward === undefined) continue;
    return { file: owner.code.file, parameters: forward.parameters, around: [node, forward] };
  }
  return undefined;
}

/** `forward(x) {…}` or `forward = (x) => …`, not only declared. */
function forwardOf(member: ClassElement): FunctionLikeDeclaration | undefined {
  if (member.name === undefined || !isIdentifier(member.name) || member.name.text !== "forward")
    return undefined;
  if (isMethodDeclaration(member)) return member.body === undefined ? undefined : member;
  const value = isPropertyDeclaration(member) ? member.initializer : undefined;
  return value !== undefined && (isArrowFunction(value) || isFunctionExpression(value)) ? value : undefined;
}

/**
 * What stands for the arguments of a call that is not written: anything that the parameters' types allow. What has a
 * default or may be left out is left out, and of a rest nothing is known.
 */
export function exampleArguments(m: Machine, signature: Signature, tensor: () => Value): readonly Value[] {
  const required = signature.parameters.filter(
    ({ initializer, questionToken }) => !initializer && !questionToken,
  );
  const isRest = required.at(-1)?.dotDotDotToken !== undefined;
  const args = (isRest ? required.slice(0, -1) : required).map((parameter) =>
    argumentOf(m, signature, parameter, tensor),
  );
  if (!isRest) return args;
  const why = onlyDeclared(nameOf(signature.file, required.at(-1)));
  return argumentsOf({ elements: [...args, why], doubt: { why, sure: args.length } });
}

/** `any` says nothing. It is taken for a tensor, as a parameter without a type is. */
function isAny({ kind }: Node): boolean {
  return kind === SyntaxKind.AnyKeyword;
}

/** What stands for one argument: anything that its parameter's type allows. */
export function argumentOf(
  m: Machine,
  { file, around }: Signature,
  node: ParameterDeclaration,
  tensor: () => Value,
): Value {
  if (node.type === undefined || isAny(node.type)) return tensor();
  return declaredValue(m, { type: declaredType(file, node.type, around), name: nameOf(file, node), tensor });
}

/** What stands for a constructor's arguments: symbols of their names, or anything that their types allow. */
export function symbolicArguments(m: Machine, signature: Signature): readonly Value[] {
  const rest = signature.parameters.find(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  const args = signature.parameters
    .filter((parameter) => parameter !== rest)
    .map((parameter) => symbolicArgument(m, signature, parameter));
  if (rest === undefined) return args;
  const why = onlyDeclared(nameOf(signature.file, rest));
  return argumentsOf({ elements: [...args, why], doubt: { why, sure: args.length } });
}

/** Keeps defaults of a kind that no symbol can stand for. */
function symbolicArgument(m: Machine, { file, around }: Signature, node: ParameterDeclaration): Value {
  const { initializer, questionToken } = node;
  const name = nameOf(file, node);
  const type = node.type === undefined ? typeOfDefault(initializer) : declaredType(file, node.type, around);
  if (initializer !== undefined && !(isPlain(type) && isPlainDefault(file, initializer)))
    return undefinedValue;
  const value = declaredValue(m, { type, name, tensor: () => onlyDeclared(name) });
  if (!isIdentifier(node.name)) return withDefaults(node.name, value);
  if (questionToken === undefined) return value;
  return value.kind === "unknown" ? undefinedValue : orUndefined(value);
}

function nameOf(file: ParsedFile, node: ParameterDeclaration | undefined): string {
  return node === undefined ? "" : textOf(file, node.name);
}

/** Numbers, strings and booleans may differ from the default. */
function isPlain(type: DeclaredType): boolean {
  if (type.kind === "union") return type.options.every((option) => option.kind === "literal");
  return type.kind === "number" || type.kind === "string" || type.kind === "boolean";
}

/** A symbol is a whole number: it does not stand for a rate. */
function isPlainDefault(file: ParsedFile, initializer: Expression): boolean {
  const isNumber = initializer.kind === SyntaxKind.NumericLiteral;
  return !isNumber || Number.isInteger(Number(textOf(file, initializer)));
}

function typeOfDefault(initializer: Expression | undefined): DeclaredType {
  switch (initializer?.kind) {
    case SyntaxKind.NumericLiteral:
      return { kind: "number" };
    case SyntaxKind.StringLiteral:
      return { kind: "string" };
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return { kind: "boolean" };
    default:
      return { kind: "other" };
  }
}

/** `{ channels, stride = 1 }`: what has a default in the pattern keeps it. */
function withDefaults(pattern: BindingPattern, value: Value): Value {
  if (value.kind !== "object") return value;
  for (const element of pattern.elements) {
    if (!("name" in element) || element.initializer === undefined) continue;
    const key = element.propertyName ?? element.name;
    if (isIdentifier(key)) value.properties.delete(key.text);
  }
  return value;
}
