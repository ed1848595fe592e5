import {
  type CallId,
  type Calls,
  type Graph,
  isWithin,
  knownShape,
  type ModulePath,
  type Node,
  type NodeId,
  pathAndAncestors,
} from "../ir/index.ts";
import { enterModel } from "../ops/index.ts";

/** A module of a model as a graph of its own. */
export interface ModuleCut {
  /** Its nodes keep their modules and owners, so that its parameters have the names that they have in the model. */
  readonly graph: Graph;
  /** The model's node behind each input: what arrives at the module. */
  readonly arrivals: readonly NodeId[];
}

/**
 * What a module computes, cut out of a model: its inputs are the values that arrive at it there, its outputs those that are used
 * outside. Of several calls it is the first whose result the model uses. Null where there is none.
 */
export function cutModule(graph: Graph, calls: Calls, path: ModulePath): ModuleCut | null {
  const isInside = nodesOfCall(calls, firstCalls(calls).get(path));
  const inside = graph.nodes.filter(({ id }) => isInside(id));
  const used = usedOutside(graph, isInside);
  const outputs = inside.filter(({ id }) => used.has(id));
  if (outputs.length === 0) return null;
  const { arrivals, along } = neededFrom(graph, inside, isInside);
  const kept = graph.nodes.filter(({ id }) => isInside(id) || along.has(id));
  const order = [...arrivals.map((id) => graph.nodes[id] as Node), ...kept];
  const ids = new Map(order.map(({ id }, index) => [id, index]));
  const idOf = (id: NodeId): NodeId => ids.get(id) ?? 0;
  const nodes = order.map(
    (node, id): Node =>
      id < arrivals.length ? arrived(node, id) : { ...node, id, inputs: node.inputs.map(idOf) },
  );
  const cut = {
    name: path,
    nodes,
    inputs: arrivals.map(idOf),
    outputs: outputs.map(({ id }) => idOf(id)),
  };
  return { graph: withUnknowns(graph, { ...cut, ...surroundings(graph, nodes, path) }), arrivals };
}

/**
 * The modules that can be cut out and run, with the number of their calls: their first call gives something, all of it is known,
 * and its sizes are numbers.
 */
export function modulesToRun(graph: Graph, calls: Calls): ReadonlyMap<ModulePath, number> {
  const [first, parents] = [firstCalls(calls), calls.list.map(({ outer }) => outer)];
  const refused = new Set<CallId>();
  const giving = new Set<CallId>();
  for (const { id, inputs, shape, unknown } of graph.nodes) {
    const around = callsAround(parents, calls.ofNode[id] ?? null);
    if (unknown !== undefined || knownShape(shape) === undefined)
      for (const call of around) refused.add(call);
    for (const input of inputs)
      for (const call of callsAround(parents, calls.ofNode[input] ?? null))
        if (!around.includes(call)) giving.add(call);
  }
  for (const id of graph.outputs)
    for (const call of callsAround(parents, calls.ofNode[id] ?? null)) giving.add(call);
  const counts = new Map<ModulePath, number>();
  for (const { module } of calls.list) counts.set(module, (counts.get(module) ?? 0) + 1);
  const canRun = ([path]: readonly [ModulePath, number]): boolean => {
    const call = first.get(path);
    return path !== "" && call !== undefined && giving.has(call) && !refused.has(call);
  };
  return new Map([...counts].filter(canRun));
}

function firstCalls({ list }: Calls): ReadonlyMap<ModulePath, CallId> {
  const first = new Map<ModulePath, CallId>();
  for (const [id, { module }] of list.entries()) if (!first.has(module)) first.set(module, id);
  return first;
}

/** A call and those around it, innermost first. */
function callsAround(parents: readonly (CallId | null)[], call: CallId | null): readonly CallId[] {
  const around: CallId[] = [];
  for (let at = call; at !== null; at = parents[at] ?? null) around.push(at);
  return around;
}

function nodesOfCall({ list, ofNode }: Calls, call: CallId | undefined): (id: NodeId) => boolean {
  const within: boolean[] = [];
  // A caller stands before those that it calls.
  for (const [id, { outer }] of list.entries())
    within.push(id === call || (outer !== null && within[outer] === true));
  return (id) => {
    const at = ofNode[id] ?? null;
    return at !== null && within[at] === true;
  };
}

/** The model's outputs, and what nodes outside read. */
function usedOutside({ nodes, outputs }: Graph, isInside: (id: NodeId) => boolean): ReadonlySet<NodeId> {
  return new Set([...outputs, ...nodes.flatMap(({ id, inputs }) => (isInside(id) ? [] : inputs))]);
}

interface Needed {
  /** What depends on the model's inputs, in the order in which the module reads it. */
  readonly arrivals: readonly NodeId[];
  /** What does not, such as a parameter of another module: it is computed along. */
  readonly along: ReadonlySet<NodeId>;
}

function neededFrom(graph: Graph, inside: readonly Node[], isInside: (id: NodeId) => boolean): Needed {
  const fromInput = dependents(graph);
  const [arrivals, along] = [new Set<NodeId>(), new Set<NodeId>()];
  const read = (ids: readonly NodeId[]): void => {
    for (const id of ids) {
      if (isInside(id)) continue;
      if (fromInput.has(id)) arrivals.add(id);
      else along.add(id);
    }
  };
  for (const { inputs } of inside) read(inputs);
  // A set that grows while it is walked through is walked through to its end.
  for (const id of along) read(graph.nodes[id]?.inputs ?? []);
  return { arrivals: [...arrivals], along };
}

/** The inputs of a model and all that is computed from them. */
function dependents({ nodes, inputs }: Graph): ReadonlySet<NodeId> {
  const found = new Set(inputs);
  for (const node of nodes) if (node.inputs.some((input) => found.has(input))) found.add(node.id);
  return found;
}

/** The model's own input stays what it is. */
function arrived(node: Node, id: NodeId): Node {
  const { unknown: _, ...known } = node;
  return { ...known, ...enterModel(node, node.shape, id), id, inputs: [], module: "", owner: null };
}

type Surroundings = Pick<Graph, "modules" | "unused" | "unknowns" | "kept" | "otherNames">;

/** What the model says about the modules and parameters that the cut has. */
function surroundings(graph: Graph, nodes: readonly Node[], path: ModulePath): Surroundings {
  const isBelow = (one: ModulePath): boolean => isWithin(one, path);
  const used = nodes.flatMap(({ module, owner }) => (owner === null ? [module] : [module, owner]));
  const around = new Set(["", ...used].flatMap(pathAndAncestors));
  const unused = graph.unused.filter((layer) => isBelow(layer.path));
  const keepers = new Set([...used, ...unused.map((layer) => layer.path)]);
  const isKept = (name: string): boolean =>
    pathAndAncestors(name).some((one) => keepers.has(one) && one !== "");
  const kept = graph.kept?.filter(({ name }) => isKept(name)) ?? [];
  const otherNames = graph.otherNames?.filter((one) => isBelow(one.path) || isKept(one.path)) ?? [];
  const own = graph.modules.find((module) => module.path === path);
  return {
    modules: graph.modules
      .filter((module) => around.has(module.path))
      .map((module) => (module.path === "" && own !== undefined ? { ...own, path: "" } : module)),
    unused,
    unknowns: graph.unknowns,
    ...(kept.length === 0 ? {} : { kept }),
    ...(otherNames.length === 0 ? {} : { otherNames }),
  };
}

/** Leaves out the unknown parts of the model that the cut has nothing of. */
function withUnknowns({ unknowns }: Graph, cut: Graph): Graph {
  const parts = [...cut.nodes, ...cut.modules, ...cut.unused];
  const used = [...new Set(parts.flatMap(({ unknown }) => unknown ?? []))].sort((a, b) => a - b);
  const places = new Map(used.map((id, index) => [id, index]));
  const renumbered = <T extends { readonly unknown?: number }>(part: T): T =>
    part.unknown === undefined ? part : { ...part, unknown: places.get(part.unknown) ?? 0 };
  return {
    ...cut,
    nodes: cut.nodes.map(renumbered),
    modules: cut.modules.map(renumbered),
    unused: cut.unused.map(renumbered),
    unknowns: used.flatMap((id) => unknowns[id] ?? []),
  };
}
