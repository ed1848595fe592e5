import type { ModuleInfo, ModulePath, ModuleReport, NodeId } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { buildTree } from "./build-tree.ts";
import type { Tree } from "./item.ts";

/** A model with everything that drawing it asks again and again, worked out once. */
export interface ModelView {
  readonly model: ModelDocument;
  readonly tree: Tree;
  /** The nodes that take a node's value, by node id. */
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

/**
 * Whether two versions of a model compute the same steps, so that what was measured on one speaks of the
 * other.
 */
export function sameComputation(left: ModelDocument, right: ModelDocument): boolean {
  if (left === right) return true;
  const known = compared.get(left) ?? new WeakMap<ModelDocument, boolean>();
  compared.set(left, known);
  const same = known.get(right) ?? computeTheSame(left, right);
  known.set(right, same);
  return same;
}

/** Asked at every rendering of the same two documents, and thousands of nodes take a while. */
const compared = new WeakMap<ModelDocument, WeakMap<ModelDocument, boolean>>();

function computeTheSame(left: ModelDocument, right: ModelDocument): boolean {
  if (left.graph.nodes.length !== right.graph.nodes.length) return false;
  return left.graph.nodes.every((node, id) => signature(node) === signature(right.graph.nodes[id]));
}

function signature(node: ModelDocument["graph"]["nodes"][number] | undefined): string {
  return node === undefined ? "" : JSON.stringify([node.op, node.attrs, node.inputs, node.shape, node.owner]);
}

function usersOf({ graph }: ModelDocument): readonly (readonly NodeId[])[] {
  const users: NodeId[][] = graph.nodes.map(() => []);
  for (const node of graph.nodes) for (const input of node.inputs) users[input]?.push(node.id);
  return users;
}
