import type { Shape } from "../ir/index.ts";
import type { Block, BlockMember, BlockParameter, Model } from "./analysis.ts";
import type { Program, SourceFile } from "./eval/files.ts";
import { keysOf, lineage } from "./eval/prototype.ts";
import type { FoundModel } from "./models.ts";
import {
  type ClassLikeDeclaration,
  type FunctionDeclaration,
  hasModifier,
  isFunctionDeclaration,
  type Node,
  type ParameterDeclaration,
  type ParsedFile,
  placeOf,
  SyntaxKind,
  textOf,
} from "./syntax/index.ts";
import type { ClassValue, ObjectValue, Value } from "./values/value.ts";

/** The classes of modules and functions over tensors that a file declares, in source order. */
export function blocksOf(program: Program, file: SourceFile, models: readonly FoundModel[]): readonly Block[] {
  const { parsed } = file;
  const classes = program.m.classes
    .filter(({ value }) => value.isModule && value.code.file === parsed)
    .map(({ value, node }) => classBlock(program, parsed, value, node as ClassLikeDeclaration, models));
  const functions = parsed.source.statements
    .filter(isFunctionDeclaration)
    .filter((node) => takesTensors(parsed, node))
    .map((node) => functionBlock(parsed, node, models));
  return distinct([...classes, ...functions]).sort((a, b) => a.range.start - b.range.start);
}

/** A class in a function may have been evaluated several times; it is one block. */
function distinct(blocks: readonly Block[]): Block[] {
  return [...new Map(blocks.map((block) => [block.range.start, block])).values()];
}

function classBlock(
  program: Program,
  file: ParsedFile,
  cls: ClassValue,
  node: ClassLikeDeclaration,
  models: readonly FoundModel[],
): Block {
  const example = exampleOf(cls, models);
  const instance = example?.root ?? cls.instances[0];
  return {
    name: cls.name,
    kind: "class",
    range: rangeOf(file, node),
    nameRange: rangeOf(file, node.name ?? node),
    exported: hasModifier(node, SyntaxKind.ExportKeyword),
    parameters: constructorParameters(cls),
    inputs: example?.inputs ?? null,
    inputFrom: example?.inputFrom ?? null,
    members: instance === undefined ? [] : membersOf(program, file, node, instance),
  };
}

/** Those of its own constructor, else of the one that it inherits. */
function constructorParameters(cls: ClassValue): readonly BlockParameter[] {
  for (const { code } of lineage(cls)) if (code.hasConstructor) return parametersOf(code.file, code.parameters);
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

function parametersOf(file: ParsedFile, parameters: readonly ParameterDeclaration[]): readonly BlockParameter[] {
  return parameters.map(({ name, type, initializer }) => ({
    name: textOf(file, name),
    type: type === undefined ? "" : textOf(file, type),
    defaultText: initializer === undefined ? null : textOf(file, initializer),
  }));
}

/** The fields of an instance that hold layers and blocks, where the class names them. */
function membersOf(
  { m }: Program,
  file: ParsedFile,
  node: ClassLikeDeclaration,
  instance: ObjectValue,
): readonly BlockMember[] {
  const range = rangeOf(file, node);
  const sites = [...m.observations.values()]
    .filter(({ site }) => site.role === "name" && range.start <= site.range.start && site.range.end <= range.end)
    .map(({ site }) => ({ range: site.range, text: file.text.slice(site.range.start, site.range.end) }))
    .filter(({ range: { start } }) => isField(file.text, start));
  return keysOf(instance)
    .flatMap((name) => {
      const className = classNameOf(instance.properties.get(name));
      const site = sites.filter(({ text }) => text === name).sort((a, b) => a.range.start - b.range.start)[0];
      return className === undefined || site === undefined ? [] : [{ name, className, site }];
    })
    .sort((a, b) => a.site.range.start - b.site.range.start)
    .map(({ name, className, site }) => ({ name, className, range: site.range, nameRange: site.range }));
}

/** Whether the name is one of a field: `this.name = …`, or at the beginning of a line of the class. */
function isField(text: string, start: number): boolean {
  return /(\bthis\s*\??\.\s*|[;{}\n]\s*((readonly|public|private|protected|override)\s+)*)$/.test(text.slice(Math.max(0, start - 80), start));
}

function classNameOf(value: Value | undefined): string | undefined {
  if (value?.kind === "either") return value.options.map((option) => classNameOf(option.value)).find((name) => name);
  if (value?.kind === "object") return value.module === null ? undefined : value.class?.name;
  if (value?.kind !== "array") return undefined;
  const first = classNameOf(value.elements[0]);
  return first === undefined ? undefined : `${first}[]`;
}

function takesTensors(file: ParsedFile, node: FunctionDeclaration): boolean {
  return node.parameters.some(({ type }) => type !== undefined && /^Tensor\b/.test(textOf(file, type)));
}

function functionBlock(file: ParsedFile, node: FunctionDeclaration, models: readonly FoundModel[]): Block {
  const name = node.name?.text ?? "default";
  const own = models.find(({ model, root }) => root === null && model.className === name)?.model;
  return {
    name,
    kind: "function",
    range: rangeOf(file, node),
    nameRange: rangeOf(file, node.name ?? node),
    exported: hasModifier(node, SyntaxKind.ExportKeyword),
    parameters: parametersOf(file, node.parameters),
    inputs: own === undefined ? null : own.graph.inputs.map((id) => own.graph.nodes[id]?.shape ?? []),
    inputFrom: own?.inputFrom ?? null,
    members: [],
  };
}

function rangeOf(file: ParsedFile, node: Node): { readonly start: number; readonly end: number } {
  const { start, end } = placeOf(file, node);
  return { start, end };
}

