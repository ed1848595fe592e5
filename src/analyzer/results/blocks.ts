import type { Shape } from "../../ir/index.ts";
import type { Block, BlockMember, BlockParameter, Model } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import {
  type ClassLikeDeclaration,
  forEachChild,
  hasModifier,
  isBinaryExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isPropertyDeclaration,
  type Node,
  type ParameterDeclaration,
  type ParsedFile,
  placeOf,
  SyntaxKind,
  textOf,
} from "../syntax/index.ts";
import { lineage } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import type { FoundModel } from "./models.ts";
import { slotsOfClass } from "./stated-inputs.ts";
import { slotsOfFunction, type TensorFunction, tensorFunctions } from "./tensor-functions.ts";

/** The classes of modules and functions over tensors that a file declares, in source order. */
export function blocksOf(
  program: Program,
  file: SourceFile,
  models: readonly FoundModel[],
): readonly Block[] {
  const { parsed } = file;
  const classes = program.m.classes
    .filter(({ value }) => value.isModule && value.code.file === parsed)
    .map(({ value, node }) => ({
      ...classBlock(parsed, value, node as ClassLikeDeclaration, models),
      takes: slotsOfClass(program.m, value),
    }));
  const functions = tensorFunctions(parsed).map((declared) => functionBlock(parsed, declared, models));
  return distinct([...classes, ...functions]).sort((a, b) => a.range.start - b.range.start);
}

/** A class in a function may have been evaluated several times; it is one block. */
function distinct(blocks: readonly Block[]): Block[] {
  return [...new Map(blocks.map((block) => [block.range.start, block])).values()];
}

function classBlock(
  file: ParsedFile,
  cls: ClassValue,
  node: ClassLikeDeclaration,
  models: readonly FoundModel[],
): Omit<Block, "takes"> {
  const example = exampleOf(cls, models);
  return {
    name: cls.name,
    kind: "class",
    range: rangeOf(file, node),
    nameRange: rangeOf(file, node.name ?? node),
    exported: hasModifier(node, SyntaxKind.ExportKeyword),
    parameters: constructorParameters(cls),
    inputs: example?.inputs ?? null,
    inputFrom: example?.inputFrom ?? null,
    members: membersOf(file, node, cls.instances),
  };
}

/** Those of its own constructor, else of the one that it inherits. */
function constructorParameters(cls: ClassValue): readonly BlockParameter[] {
  for (const { code } of lineage(cls))
    if (code.hasConstructor) return parametersOf(code.file, code.parameters);
  return [];
}

interface Example {
  readonly root: ObjectValue | undefined;
  readonly inputs: readonly Shape[];
  readonly inputFrom: Model["inputFrom"];
}

/** An input that the class was seen with: as a model, else as a part of one. */
function exampleOf(cls: ClassValue, models: readonly FoundModel[]): Example | undefined {
  const own = models.find(({ root }) => root?.class === cls);
  if (own !== undefined) {
    const { graph, inputFrom } = own.model;
    const inputs = graph.inputs.map((id) => graph.nodes[id]?.shape ?? []);
    return { root: own.root ?? undefined, inputs, inputFrom };
  }
  const called = cls.instances.find(({ module }) => module !== null && module.calls.length > 0);
  const inputs = called?.module?.calls[0]?.inputs;
  return inputs === undefined ? undefined : { root: called, inputs, inputFrom: "call" };
}

function parametersOf(
  file: ParsedFile,
  parameters: readonly ParameterDeclaration[],
): readonly BlockParameter[] {
  return parameters.map(({ name, type, initializer }) => ({
    name: textOf(file, name),
    type: type === undefined ? "" : textOf(file, type),
    defaultText: initializer === undefined ? null : textOf(file, initializer),
  }));
}

/** The fields that hold layers and blocks in some instance, at the place that makes them. */
function membersOf(
  file: ParsedFile,
  node: ClassLikeDeclaration,
  instances: readonly ObjectValue[],
): readonly BlockMember[] {
  const members = new Map<string, BlockMember>();
  for (const { name, whole } of madeFields(node)) {
    const className = firstClassName(instances, name.text);
    if (className === undefined || members.has(name.text)) continue;
    const [range, nameRange] = [rangeOf(file, whole), rangeOf(file, name)];
    members.set(name.text, { name: name.text, className, range, nameRange });
  }
  return [...members.values()].sort((a, b) => a.range.start - b.range.start);
}

interface MadeField {
  readonly name: Node & { readonly text: string };
  readonly whole: Node;
}

/** Fields with an initialiser, and what is assigned to `this.name` anywhere in the class. */
function madeFields(node: ClassLikeDeclaration): readonly MadeField[] {
  const found: MadeField[] = [];
  const visit = (child: Node): void => {
    const initialiser = isPropertyDeclaration(child) ? child.initializer : undefined;
    const isMade = initialiser !== undefined && initialiser.kind !== SyntaxKind.NullKeyword;
    if (isMade && isPropertyDeclaration(child) && isIdentifier(child.name)) {
      found.push({ name: child.name, whole: child });
    }
    if (isBinaryExpression(child) && child.operatorToken.kind === SyntaxKind.EqualsToken) {
      const { left } = child;
      const isOwn = isPropertyAccessExpression(left) && left.expression.kind === SyntaxKind.ThisKeyword;
      if (isOwn) found.push({ name: left.name, whole: child });
    }
    forEachChild(child, visit);
  };
  forEachChild(node, visit);
  return found;
}

const mostInstances = 50;

function firstClassName(instances: readonly ObjectValue[], name: string): string | undefined {
  for (const instance of instances.slice(0, mostInstances)) {
    const className = classNameOf(instance.properties.get(name));
    if (className !== undefined) return className;
  }
  return undefined;
}

function classNameOf(value: Value | undefined): string | undefined {
  if (value?.kind === "either")
    return value.options.map((option) => classNameOf(option.value)).find((name) => name);
  if (value?.kind === "object") return value.module === null ? undefined : value.class?.name;
  if (value?.kind !== "array") return undefined;
  const first = classNameOf(value.elements[0]);
  return first === undefined ? undefined : `${first}[]`;
}

function functionBlock(
  file: ParsedFile,
  { name, fn, statement }: TensorFunction,
  models: readonly FoundModel[],
): Block {
  const own = models.find(({ model, root }) => root === null && model.className === name.text)?.model;
  return {
    name: name.text,
    kind: "function",
    range: rangeOf(file, statement),
    nameRange: rangeOf(file, name),
    exported: hasModifier(statement, SyntaxKind.ExportKeyword),
    parameters: parametersOf(file, fn.parameters),
    takes: slotsOfFunction(file, { name, fn, statement }),
    inputs: own === undefined ? null : own.graph.inputs.map((id) => own.graph.nodes[id]?.shape ?? []),
    inputFrom: own?.inputFrom ?? null,
    members: [],
  };
}

function rangeOf(file: ParsedFile, node: Node): { readonly start: number; readonly end: number } {
  const { start, end } = placeOf(file, node);
  return { start, end };
}
