import type { ModuleInfo, ModulePath, ModuleReport, NodeId } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { buildTree } from "./build-tree.ts";
import type { Tree } from "./item.ts";

/** A model with everything that drawing it needs repeatedly, computed once. */
export interface ModelView {
  readonly model: ModelDocument;
  readonly tree: Tree;
  /** The nodes that use a node's value, by node id. */
  readonly users: readonly (readonly NodeId[])[];
  readonly outputs: ReadonlySet<NodeId>;
  readonly modules: ReadonlyMap<ModulePath, ModuleInfo>;
  readonly moduleRows: ReadonlyMap<ModulePath, ModuleReport>;
}

export function viewOf(model: ModelDocument): ModelView {
  const { graph, report } = model;
  return {
    model,
    tree: buildTree(graph),
    users: usersOf(model),
    outputs: new Set(graph.outputs),
    modules: new Map(graph.modules.map((module) => [module.path, module])),
    moduleRows: new Map(report.modules.map((row) => [row.path, row])),
  };
}

function usersOf({ graph }: ModelDocument): readonly (readonly NodeId[])[] {
  const users: NodeId[][] = graph.nodes.map(() => []);
  for (const node of graph.nodes) for (const input of node.inputs) users[input]?.push(node.id);
  return users;
}
