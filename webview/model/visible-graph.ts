import type { NodeId } from "../../src/ir/index.ts";
import { type Item, type ItemId, itemAt, nodesOf, type Tree } from "./item.ts";
import { skipConnections } from "./skip-connections.ts";
import { trunkOf } from "./trunk.ts";

/** What is on the canvas for one state of folds. */
export interface VisibleGraph {
  /** Each frame comes before its content. */
  readonly items: readonly VisibleItem[];
  /** Between layers and folded groups; never to a frame. */
  readonly edges: readonly VisibleEdge[];
}

export interface VisibleItem {
  readonly item: Item;
  /** A frame is an unfolded group, drawn around its children. */
  readonly as: "layer" | "folded" | "frame";
  /** The frame around it, or null on the canvas itself. */
  readonly frame: ItemId | null;
}

export interface VisibleEdge {
  readonly id: string;
  readonly source: ItemId;
  readonly target: ItemId;
  /** The nodes whose values travel, usually one. */
  readonly values: readonly NodeId[];
  /** Whether another path leads from source to target: a skip connection. */
  readonly skip: boolean;
  /** Whether it is part of the longest path. */
  readonly trunk: boolean;
}

export function visibleGraph(
  tree: Tree,
  folded: ReadonlySet<ItemId>,
  inputsOf: (node: NodeId) => readonly NodeId[],
): VisibleGraph {
  const items = visibleItems(tree, folded);
  const ends = endsOf(tree, items);
  const edges = edgesBetween(ends, inputsOf);
  const skips = skipConnections(edges);
  const trunk = trunkOf(edges);
  return {
    items,
    edges: edges.map((edge) => ({ ...edge, skip: skips.has(edge.id), trunk: trunk.has(edge.id) })),
  };
}

function visibleItems(tree: Tree, folded: ReadonlySet<ItemId>): readonly VisibleItem[] {
  const items: VisibleItem[] = [];
  const pending: VisibleItem[] = [{ item: itemAt(tree, tree.root), as: "frame", frame: null }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { item, as } = next;
    if (item.id !== tree.root) items.push(next);
    if (item.kind === "layer" || as === "folded") continue;
    const frame = item.id === tree.root ? null : item.id;
    for (const id of [...item.children].reverse()) {
      const child = itemAt(tree, id);
      pending.push({
        item: child,
        as: child.kind === "layer" ? "layer" : folded.has(id) ? "folded" : "frame",
        frame,
      });
    }
  }
  return items;
}

/** The visible item that shows each node. */
function endsOf(tree: Tree, items: readonly VisibleItem[]): readonly ItemId[] {
  const ends = [...tree.layerOf];
  for (const { item, as } of items) {
    if (as === "folded") for (const node of nodesOf(item)) ends[node] = item.id;
  }
  return ends;
}

type PlainEdge = Omit<VisibleEdge, "skip" | "trunk">;

function edgesBetween(
  ends: readonly ItemId[],
  inputsOf: (node: NodeId) => readonly NodeId[],
): readonly PlainEdge[] {
  const edges = new Map<string, { source: ItemId; target: ItemId; values: Set<NodeId> }>();
  ends.forEach((target, node) => {
    for (const input of inputsOf(node)) {
      const source = ends[input];
      if (source === undefined || source === target) continue;
      const id = `${source} > ${target}`;
      const edge = edges.get(id) ?? { source, target, values: new Set() };
      edge.values.add(input);
      edges.set(id, edge);
    }
  });
  return [...edges].map(([id, { source, target, values }]) => ({ id, source, target, values: [...values] }));
}
