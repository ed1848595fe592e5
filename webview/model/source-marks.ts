import { type FileRange, writtenAt } from "../../src/base/index.ts";
import type { Graph } from "../../src/ir/index.ts";
import { parentOf } from "./growing-tree.ts";
import { type Item, type ItemId, itemAt, type Tree } from "./item.ts";

/** Where an item is written: the call of a layer's op, or the construction of a block. Null where that is unknown. */
export function sourceOf(graph: Graph, item: Item): FileRange | null {
  if (item.kind === "layer") {
    const node = graph.nodes[item.node];
    return node?.source ?? moduleSource(graph, item.path);
  }
  const first = item.nodes[0];
  return (
    moduleSource(graph, item.path) ?? (first === undefined ? null : (graph.nodes[first]?.source ?? null))
  );
}

/** Where the module at the path was constructed. */
export function moduleSource(graph: Graph, path: string): FileRange | null {
  return graph.modules.find((module) => module.path === path)?.source ?? null;
}

/** The items written at a place. */
export function itemsAtSource(graph: Graph, tree: Tree, at: FileRange): ReadonlySet<ItemId> {
  return new Set(writtenAt(writtenItems(graph, tree), at).map(({ id }) => id));
}

/** The visible items that show the marked ones: themselves, or the folded group around them. */
export function visibleMarks(
  tree: Tree,
  marks: ReadonlySet<ItemId>,
  isVisible: (id: ItemId) => boolean,
): ReadonlySet<ItemId> {
  const shown = [...marks].map((id) => {
    let at: ItemId | null = id;
    while (at !== null && !isVisible(at)) at = itemAt(tree, at).parent;
    return at;
  });
  return new Set(shown.filter((id) => id !== null));
}

/** The items that show a module: its group or the pieces of it, or its layers. */
export function itemsOfModule(graph: Graph, tree: Tree, path: string): readonly ItemId[] {
  if (path === "") return [tree.root];
  return groupsByModule(tree).get(path) ?? layersByModule(graph, tree).get(path) ?? [];
}

interface WrittenItem {
  readonly id: ItemId;
  readonly source: FileRange;
}

function writtenItems(graph: Graph, tree: Tree): readonly WrittenItem[] {
  const layers = layersByModule(graph, tree);
  const calls = graph.nodes.map((node) => ({ id: tree.layerOf[node.id], source: node.source }));
  const groups = groupsByModule(tree);
  const constructions = graph.modules.flatMap(({ path, source }) => {
    const ids = groups.get(path) ?? layers.get(path) ?? [];
    return path === "" ? [] : ids.map((id) => ({ id, source }));
  });
  return [...calls, ...constructions].filter((entry): entry is WrittenItem => {
    return entry.id !== undefined && entry.source !== null;
  });
}

/** A module's group, or the pieces of it. A wrapper that is drawn through has what it holds. */
function groupsByModule(tree: Tree): ReadonlyMap<string, readonly ItemId[]> {
  const groups = new Map<string, ItemId[]>();
  const held = new Map<string, ItemId[]>();
  for (const item of tree.items.values()) {
    if (item.kind === "group" && item.sort !== "module") continue;
    const own = item.kind === "group" ? groups : held;
    own.set(item.path, [...(own.get(item.path) ?? []), item.id]);
    const inner = item.kind === "group" ? item.inner : undefined;
    if (inner !== undefined) groups.set(inner, [...(groups.get(inner) ?? []), item.id]);
  }
  for (const [path, ids] of [...groups, ...held]) {
    for (let around = parentOf(path); around !== "" && !groups.has(around); around = parentOf(around))
      groups.set(around, ids);
  }
  return groups;
}

/** The layers that show a module which has no group of its own. */
function layersByModule(graph: Graph, tree: Tree): ReadonlyMap<string, readonly ItemId[]> {
  const layers = new Map<string, ItemId[]>();
  for (const node of graph.nodes) {
    const id = tree.layerOf[node.id];
    if (id !== undefined) layers.set(node.module, [...(layers.get(node.module) ?? []), id]);
  }
  return layers;
}
