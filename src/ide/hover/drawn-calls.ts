import type { Model, ModuleFact } from "../../analyzer/index.ts";
import {
  type CallId,
  type Graph,
  isWithin,
  type ModulePath,
  type Node,
  type NodeId,
} from "../../ir/index.ts";
import { inputShapes, shapeOf } from "../view/node-title.ts";

interface Flow {
  readonly nodes: Node[];
  /** What its nodes read of outside, in the order in which they do. */
  readonly entering: Set<NodeId>;
  /** What is read outside, or is an output of the model. */
  readonly leaving: Set<NodeId>;
}

/**
 * What goes into each call of a module and what comes out, in the order of the calls, as far as the graph tells: it does not know
 * arguments that a call leaves unused, nor results that the model does.
 */
export function drawnCalls(model: Model, path: ModulePath): ModuleFact["calls"] {
  const { graph } = model;
  const shapes = (ids: Iterable<NodeId>) => [...new Set(ids)].map((id) => shapeOf(graph, id));
  if (path === "") return [{ inputs: shapes(graph.inputs), outputs: shapes(graph.outputs) }];
  return flowsOf(model, path).map(({ nodes, entering, leaving }) => {
    const [only] = nodes;
    // A layer's own op reads what the layer is given, also one tensor twice, and makes what it gives, whether that is used or not.
    if (nodes.length === 1 && only?.owner === path)
      return { inputs: inputShapes(graph, only), outputs: [only.shape] };
    return { inputs: shapes(entering), outputs: shapes([...leaving].sort((one, other) => one - other)) };
  });
}

function flowsOf({ graph, calls }: Model, path: ModulePath): readonly Flow[] {
  const flows = new Map<CallId, Flow>();
  /** By call: the calls of the module that it is, or is made within. */
  const around: (readonly CallId[])[] = [];
  for (const [id, { module, outer }] of calls.list.entries()) {
    const outside = outer === null ? [] : (around[outer] ?? []);
    around.push(module === path ? [...outside, id] : outside);
    if (module === path) flows.set(id, { nodes: [], entering: new Set(), leaving: new Set() });
  }
  const callsAround = (id: NodeId): readonly CallId[] => around[calls.ofNode[id] ?? -1] ?? [];
  const note = (ids: readonly CallId[], what: (flow: Flow) => void): void => {
    for (const id of ids) what(flows.get(id) as Flow);
  };
  for (const node of graph.nodes) {
    const here = callsAround(node.id);
    note(here, ({ nodes }) => nodes.push(node));
    for (const input of node.inputs) {
      const there = callsAround(input);
      if (!isKeptIn(graph, path, input)) note(without(here, there), ({ entering }) => entering.add(input));
      note(without(there, here), ({ leaving }) => leaving.add(input));
    }
  }
  for (const id of graph.outputs) note(callsAround(id), ({ leaving }) => leaving.add(id));
  return [...flows.values()];
}

function without(ids: readonly CallId[], others: readonly CallId[]): readonly CallId[] {
  return ids.filter((id) => !others.includes(id));
}

/** The parameters that a module holds are not handed to it. */
function isKeptIn({ nodes }: Graph, path: ModulePath, id: NodeId): boolean {
  const { owner, inputs } = nodes[id] as Node;
  return owner !== null && inputs.length === 0 && isWithin(owner, path);
}
