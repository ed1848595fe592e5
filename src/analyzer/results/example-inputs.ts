import { type Dim, type Shape, symbol } from "../../ir/index.ts";
import type { Machine } from "../run/machine.ts";
import {
  type ClassLikeDeclaration,
  inputComments,
  isIdentifier,
  isMethodDeclaration,
  type Node,
  type ParameterDeclaration,
  type ParsedFile,
  type StatedSize,
  textOf,
} from "../syntax/index.ts";
import { toDim } from "../values/arithmetic.ts";
import { newObject } from "../values/containers.ts";
import { numberValue, tensorValue, undecided, unknownValue } from "../values/make.ts";
import { lineage } from "../values/prototype.ts";
import type { ClassValue, TensorValue, Value } from "../values/value.ts";

/** A tensor that stands for a model's argument. */
export function exampleTensor(shape: Shape, stream: number): TensorValue {
  const attrs = { shape, fill: "given", value: 0, stream };
  return tensorValue({ op: "input", attrs, inputs: [], shape, owner: null, scope: null, source: null });
}

/** The shapes that `@input` states above a node, one an argument. */
export function statedInput(file: ParsedFile, node: Node): readonly Shape[] | undefined {
  const inputs = inputComments(file, node);
  return inputs.length === 0 ? undefined : inputs.map((sizes) => sizes.map(sizeOf));
}

function sizeOf(size: StatedSize): Dim {
  return typeof size === "number" ? size : symbol(size);
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

/** The parameters of a class's forward, its own or inherited; undefined where the library has it. */
export function forwardParameters(m: Machine, cls: ClassValue): readonly ParameterDeclaration[] | undefined {
  for (const owner of lineage(cls)) {
    const node = m.classes.find(({ value }) => value === owner)?.node as ClassLikeDeclaration | undefined;
    const forward = node?.members
      .filter(isMethodDeclaration)
      .find(({ name, body }) => isIdentifier(name) && name.text === "forward" && body !== undefined);
    if (forward !== undefined) return forward.parameters;
  }
  return undefined;
}

/** What stands for a parameter without an argument: a symbol of its name, or anything that its type allows. */
export function symbolicArgument(m: Machine, file: ParsedFile, node: ParameterDeclaration): Value {
  const type = node.type === undefined ? "" : textOf(file, node.type);
  if (!isIdentifier(node.name)) return symbolicOptions(m, node);
  const name = node.name.text;
  if (type === "boolean" || isBooleanDefault(file, node)) return undecided(`${name} is a parameter`);
  if (type === "number" || (type === "" && isNumberDefault(file, node))) return symbolNumber(name);
  if (type === "string")
    return { kind: "unknown", reason: `${name} is a parameter`, because: null, type: "string" };
  return unknownValue(`${name} is a parameter without a value`);
}

function symbolNumber(name: string): Value {
  const dim = symbol(name);
  return typeof dim === "number" || dim.kind === "unknown" ? unknownValue(name) : numberValue(dim);
}

function isNumberDefault(file: ParsedFile, { initializer }: ParameterDeclaration): boolean {
  return initializer === undefined || /^-?\d+$/.test(textOf(file, initializer));
}

function isBooleanDefault(file: ParsedFile, { type, initializer }: ParameterDeclaration): boolean {
  return type === undefined && initializer !== undefined && /^(true|false)$/.test(textOf(file, initializer));
}

/** `{ channels, stride = 1 }`: names without a default are sizes, the others keep theirs. */
function symbolicOptions(m: Machine, { name }: ParameterDeclaration): Value {
  if (isIdentifier(name)) return symbolNumber(name.text);
  const object = newObject(m);
  for (const element of name.elements) {
    if (!("name" in element) || element.initializer !== undefined || !isIdentifier(element.name)) continue;
    object.properties.set(element.name.text, symbolNumber(element.name.text));
  }
  return object;
}
