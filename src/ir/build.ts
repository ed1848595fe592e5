import type { FileRange } from "../base/index.ts";
import type {
  Attrs,
  AttrValue,
  Graph,
  KeptState,
  ModuleInfo,
  ModulePath,
  Node,
  NodeId,
  OtherName,
  UnknownId,
  UnknownPart,
  UnusedLayer,
} from "./graph.ts";
import type { Shape } from "./shape.ts";

/** An application of an op as it was recorded, linked to its inputs by reference; `buildGraph` numbers it. */
export interface Recorded {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly Recorded[];
  readonly shape: Shape;
  readonly module: ModulePath;
  readonly owner: ModulePath | null;
  readonly source: FileRange | null;
  readonly unknown?: UnknownId | undefined;
}

export interface Recording {
  readonly name: string;
  /** The model's arguments: recorded applications of the op `input`. */
  readonly inputs: readonly Recorded[];
  readonly outputs: readonly Recorded[];
  /** Applications that belong to the graph although no known output needs them. */
  readonly loose?: readonly Recorded[] | undefined;
  readonly unknowns?: readonly UnknownPart[] | undefined;
  /** The layers of the model that keep tensors. */
  readonly layers?: readonly UnusedLayer[] | undefined;
  /** What the file says about the tensors that the model keeps. */
  readonly kept?: readonly KeptState[] | undefined;
  /** What the model's modules hold more than once. */
  readonly otherNames?: readonly OtherName[] | undefined;
  /** Tells of the module at a path what no application knows: its class and where it was constructed. */
  readonly moduleAt: (path: ModulePath) => Omit<ModuleInfo, "path">;
}

/**
 * Numbers what the outputs depend on, in the order of a depth-first walk through inputs, so that two recordings of
 * the same computation give the same graph, whatever the order in which they were made. Applications that no output
 * needs are left out; unused inputs stay, since they are arguments of the model.
 */
export function buildGraph(
  recording: Recording,
  order: readonly Recorded[] = scheduleRecording(recording),
): Graph {
  const ids = new Map(order.map((record, id) => [record, id]));
  const idOf = (record: Recorded): NodeId => ids.get(record) ?? missing();
  const nodes = order.map((record, id) => nodeOf(record, id, idOf));
  const { kept = [], otherNames = [] } = recording;
  return deepFreeze({
    name: recording.name,
    nodes,
    inputs: recording.inputs.map(idOf),
    outputs: recording.outputs.map(idOf),
    modules: modulesOf(nodes).map((path) => ({ path, ...recording.moduleAt(path) })),
    unused: unusedOf(recording.layers ?? [], nodes),
    unknowns: recording.unknowns ?? [],
    ...(kept.length === 0 ? {} : { kept }),
    ...(otherNames.length === 0 ? {} : { otherNames }),
  });
}

function unusedOf(layers: readonly UnusedLayer[], nodes: readonly Node[]): readonly UnusedLayer[] {
  const used = new Set(nodes.map(({ owner }) => owner));
  return layers.filter(({ path }) => !used.has(path));
}

/** The applications in the order of the graph's nodes: each one's index is its node's id. */
export function scheduleRecording({
  inputs,
  outputs,
  loose = [],
}: Pick<Recording, "inputs" | "outputs" | "loose">): readonly Recorded[] {
  return schedule([...inputs, ...outputs, ...loose]);
}

/** Inputs before users, by an explicit stack: a chain of 10,000 layers must not exhaust the call stack. */
function schedule(roots: readonly Recorded[]): readonly Recorded[] {
  const done = new Set<Recorded>();
  const stack = [...roots].reverse();
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const before = stack.length;
    if (!done.has(top)) for (const input of top.inputs.toReversed()) if (!done.has(input)) stack.push(input);
    if (stack.length > before) continue;
    done.add(top);
    stack.pop();
  }
  return [...done];
}

function nodeOf(record: Recorded, id: NodeId, idOf: (record: Recorded) => NodeId): Node {
  // Exactly the fields of a node: a recording may carry more than is wanted in a graph.
  const { op, shape, module, owner, source, unknown } = record;
  const attrs = withNamedInfinities(record.attrs);
  const inputs = record.inputs.map(idOf);
  return unknown === undefined
    ? { op, attrs, shape, module, owner, source, id, inputs }
    : { op, attrs, shape, module, owner, source, unknown, id, inputs };
}

/** A graph travels as JSON, which has no infinities: `"-Infinity"` stands for −∞. Ops read both. */
function withNamedInfinities(attrs: Attrs): Attrs {
  if (!Object.values(attrs).some(hasInfinity)) return attrs;
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, named(value)]));
}

function hasInfinity(value: AttrValue): boolean {
  if (isList(value))
    return value.includes(Number.POSITIVE_INFINITY) || value.includes(Number.NEGATIVE_INFINITY);
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

function named(value: AttrValue): AttrValue {
  if (isList(value)) return value.map(named);
  return hasInfinity(value) ? String(value) : value;
}

function isList(value: AttrValue): value is readonly AttrValue[] {
  return Array.isArray(value);
}

/** Every module that a node names and all modules around it: parents first, then in the order of first use. */
function modulesOf(nodes: readonly Node[]): readonly ModulePath[] {
  const paths = new Set<ModulePath>([""]);
  for (const node of nodes) {
    for (const path of [node.module, node.owner ?? ""]) {
      if (paths.has(path)) continue;
      for (const ancestor of pathAndAncestors(path)) paths.add(ancestor);
    }
  }
  return [...paths];
}

/** `a.b.c` gives ``, `a`, `a.b`, `a.b.c`. */
export function pathAndAncestors(path: ModulePath): readonly ModulePath[] {
  if (path === "") return [""];
  const names = path.split(".");
  return ["", ...names.map((_, index) => names.slice(0, index + 1).join("."))];
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) deepFreeze(value[index]);
  else for (const key in value) deepFreeze(value[key]);
  return value;
}

function missing(): never {
  throw new Error("A recorded application was not scheduled.");
}
