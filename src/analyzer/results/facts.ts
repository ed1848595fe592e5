import {
  type ModulePath,
  printDim,
  printShape,
  type Shape,
  sameShape,
  type UnknownId,
} from "../../ir/index.ts";
import type {
  ClassFact,
  Fact,
  FactValue,
  LayerFact,
  ModuleFact,
  NodeReference,
  TensorFact,
} from "../analysis.ts";
import type { Observation } from "../run/records.ts";
import { type ParsedFile, syntaxIndex } from "../syntax/index.ts";
import { toDim } from "../values/arithmetic.ts";
import { holdsOnlyParameters } from "../values/module-holders.ts";
import { possibleValues } from "../values/possible-values.ts";
import type { ClassValue, Made, ObjectValue, TensorValue, Value } from "../values/value.ts";
import { fixedTensors } from "./kept-states.ts";
import type { FoundModel } from "./models.ts";
import { moduleTree } from "./module-tree.ts";
import { unknownParts } from "./unknown-parts.ts";

/** What was observed, as facts: sorted by start, the widest first. */
export function factsOf(
  observations: Iterable<Observation>,
  models: readonly FoundModel[],
  file: ParsedFile,
): readonly Fact[] {
  const syntaxOf = syntaxIndex(file);
  const known: KnownFacts = { models, modules: new Map(), classes: new Map() };
  const facts: Fact[] = [];
  for (const { site, values, tensors, visits } of observations) {
    const { node, range, role } = site;
    if (role === "expression" && values.every(isNothing)) continue;
    const seen: FactValue[] = [];
    for (const value of values) addFacts(known, seen, value, tensors);
    if (seen.length > 0) facts.push({ range, role, syntax: syntaxOf(node, range), values: seen, visits });
  }
  return facts.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

/** The models, and what has been said of values that stand at many places. */
interface KnownFacts {
  readonly models: readonly FoundModel[];
  readonly modules: Map<ObjectValue, ModuleFact>;
  readonly classes: Map<ClassValue, ClassFact>;
}

/** Adds what is to be said of a value; of a tensor with others of its shape from the same place. */
function addFacts(known: KnownFacts, seen: FactValue[], value: Value, others: readonly TensorValue[]): void {
  switch (value.kind) {
    case "tensor":
      seen.push(tensorFact(value, others, known.models));
      return;
    case "object":
      if (value.module !== null) seen.push(knownModule(value, known));
      return;
    case "class":
      seen.push(knownClass(value, known));
      return;
    case "either":
      for (const option of value.options) addFacts(known, seen, option.value, []);
      return;
    case "unknown":
      if (value.isOneOf === undefined)
        seen.push({ kind: "unknown", reason: value.reason, because: value.because });
      else for (const option of possibleValues(value.isOneOf)) addFacts(known, seen, option, []);
      return;
    case "namespace":
    case "native":
    case "map":
    case "set":
    case "iterator":
      return;
    default:
      seen.push({
        kind: "plain",
        text: plainText(value),
        dim: value.kind === "number" ? toDim(value) : null,
      });
  }
}

/** `undefined` and `null`, such as the value of `console.log(x)` or `super()`, are no facts. */
function isNothing({ kind }: Value): boolean {
  return kind === "undefined" || kind === "null";
}

/** A tensor and those of its shape among others from the same place, with one node a model. */
function tensorFact(
  tensor: TensorValue,
  others: readonly TensorValue[],
  models: readonly FoundModel[],
): TensorFact {
  const nodes: NodeReference[] = [];
  for (const { model, nodes: ids } of models) {
    const own = ids.get(tensor.made);
    const twin = own === undefined ? others.find((other) => isNodeOf(other, tensor, ids)) : undefined;
    const node = own ?? (twin && ids.get(twin.made));
    if (node !== undefined) nodes.push({ model: model.id, node });
  }
  const isAssumed = nodes.length === 0 && followsFromAssumed(tensor.made);
  return { kind: "tensor", shape: tensor.shape, nodes, ...(isAssumed && { isAssumed }) };
}

const assumed = new WeakMap<Made, boolean>();

/** Whether a tensor was computed from an assumed input. Not by recursion: thousands of tensors may lie in between. */
function followsFromAssumed(made: Made): boolean {
  const open = [made];
  for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
    const unknown = next.inputs.filter((input) => !assumed.has(input));
    open.push(...unknown);
    if (unknown.length > 0) continue;
    open.pop();
    assumed.set(next, next.isAssumed ?? next.inputs.some((input) => assumed.get(input)));
  }
  return assumed.get(made) ?? false;
}

function isNodeOf(other: TensorValue, tensor: TensorValue, ids: FoundModel["nodes"]): boolean {
  return ids.has(other.made) && sameShape(other.shape, tensor.shape);
}

function knownClass(cls: ClassValue, { models, classes }: KnownFacts): ClassFact {
  const known = classes.get(cls);
  if (known !== undefined) return known;
  const fact = classFact(cls, models);
  classes.set(cls, fact);
  return fact;
}

function classFact(cls: ClassValue, models: readonly FoundModel[]): ClassFact {
  const own = models.filter(({ root }) => root?.class === cls).map(({ model }) => model.id);
  return { kind: "class", name: cls.name, models: own };
}

/** A module may stand at a hundred places in the source; its tree is walked once. */
function knownModule(instance: ObjectValue, { models, modules }: KnownFacts): ModuleFact {
  const known = modules.get(instance);
  if (known !== undefined) return known;
  const fact = moduleFact(instance, models);
  modules.set(instance, fact);
  return fact;
}

const mostLayers = 2_000;

function moduleFact(instance: ObjectValue, models: readonly FoundModel[]): ModuleFact {
  const { layers, unknowns } = holdsOnlyParameters(instance)
    ? { layers: layerOf("", instance), unknowns: [] }
    : layersBelow(instance);
  const places = models.flatMap(({ model, tree }) => {
    const path = tree.knownPath(instance);
    return path === undefined ? [] : [{ model: model.id, path }];
  });
  return {
    kind: "module",
    className: instance.class?.name ?? "Module",
    layers,
    unknowns,
    calls: distinct(instance.module?.calls ?? []),
    places,
    source: instance.module?.frame?.place ?? null,
  };
}

function layersBelow(instance: ObjectValue): Pick<ModuleFact, "layers" | "unknowns"> {
  const tree = moduleTree(instance);
  const parts = unknownParts(tree);
  const layers = tree.modules().flatMap(([path, value]) => layerOf(path, value, parts.ofModule(value)));
  return { layers: layers.slice(0, mostLayers), unknowns: parts.all };
}

function layerOf(path: ModulePath, { module }: ObjectValue, unknown?: UnknownId): readonly LayerFact[] {
  if (module === null || module.layer === null) return [];
  const fixed = fixedTensors(module);
  const fact = fixed.size === 0 ? { path, ...module.layer } : { path, ...module.layer, fixed };
  return [unknown === undefined ? fact : { ...fact, unknown }];
}

type FactCall = ModuleFact["calls"][number];

function distinct(calls: readonly FactCall[]): readonly FactCall[] {
  const kept: FactCall[] = [];
  for (const call of calls) {
    const isKnown = kept.some(
      (other) => alike(other.inputs, call.inputs) && alike(other.outputs, call.outputs),
    );
    if (!isKnown) kept.push(call);
  }
  return kept;
}

function alike(left: readonly Shape[], right: readonly Shape[]): boolean {
  return left.length === right.length && left.every((shape, index) => sameShape(shape, right[index] ?? []));
}

const longestText = 60;

/** A value as the author might write it, cut short. */
function plainText(value: Value, depth = 0): string {
  switch (value.kind) {
    case "number":
      return printDim(toDim(value));
    case "string":
      return shortened(JSON.stringify(value.text));
    case "boolean":
    case "bigint":
      return String(value.value);
    case "symbol":
      return `Symbol(${value.description})`;
    case "undecided":
      return "true or false";
    case "array": {
      if (value.doubt !== null || depth > 2) return "[…]";
      const parts = value.elements.slice(0, 12).map((element) => plainText(element, depth + 1));
      return shortened(`[${parts.join(", ")}${value.elements.length > 12 ? ", …" : ""}]`);
    }
    case "tensor":
      return printShape(value.shape);
    case "function":
      return `${value.code.name}()`;
    case "class":
      return value.name;
    case "object":
      return value.class?.name ?? "{…}";
    case "undefined":
    case "null":
      return value.kind;
    default:
      return "?";
  }
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
