import type { Graph, ModulePath, Node, NodeId } from "../../src/ir/index.ts";
import { addGroup, type Draft, lastPart, nodesBelow, parentOf } from "./draft.ts";
import { gatherRepeats } from "./gather-repeats.ts";
import type { GroupItem, ItemId, LayerItem, Tree } from "./item.ts";
import { splitStretches } from "./split-stretches.ts";

/** The tree that is drawn: the author's modules, with layers as leaves and equal siblings gathered. */
export function buildTree(graph: Graph): Tree {
  const layers = layersOf(graph);
  const draft: Draft = {
    graph,
    classNames: new Map(graph.modules.map(({ path, className }) => [path, className])),
    items: new Map(layers.map((layer) => [layer.id, layer])),
  };
  const entries = entriesByModule(graph, layers);
  // Children stand after their parents in `modules`, so that backwards every child is done before its parent.
  for (const { path } of [...graph.modules].reverse()) {
    const group = moduleGroup(draft, path, entries.get(path) ?? []);
    if (group === undefined) continue;
    addGroup(draft, group);
    if (path !== "") pushTo(entries, parentOf(path), { id: group.id, first: group.nodes[0] ?? 0 });
  }
  adopt(draft, groupId(""), null);
  return { items: draft.items, root: groupId(""), layerOf: layers.map((layer) => layer.id) };
}

export function groupId(path: ModulePath): ItemId {
  return `g:${path}`;
}

interface Entry {
  readonly id: ItemId;
  readonly first: NodeId;
}

function layersOf(graph: Graph): readonly LayerItem[] {
  const seen = new Map<string, number>();
  return graph.nodes.map((node) => {
    const key = `${node.module}:${node.op}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const id = `n:${key}:${ordinal}`;
    return { kind: "layer", id, parent: "", name: "", path: node.module, node: node.id };
  });
}

/**
 * Layers by the module whose group they stand in: a module that is one layer gives its nodes to the one
 * around it.
 */
function entriesByModule(graph: Graph, layers: readonly LayerItem[]): Map<ModulePath, Entry[]> {
  const dissolved = dissolvedModules(graph);
  const entries = new Map<ModulePath, Entry[]>();
  for (const layer of layers) {
    const path = dissolved.has(layer.path) ? parentOf(layer.path) : layer.path;
    pushTo(entries, path, { id: layer.id, first: layer.node });
  }
  return entries;
}

/**
 * Modules without modules inside whose nodes do not feed each other: `Conv2d`, also where it is used twice.
 */
function dissolvedModules(graph: Graph): ReadonlySet<ModulePath> {
  const parents = new Set(graph.modules.filter(({ path }) => path !== "").map(({ path }) => parentOf(path)));
  const nested = new Set(
    graph.nodes.filter((node) => feedsItsModule(graph, node)).map((node) => node.module),
  );
  const paths = graph.modules.map(({ path }) => path);
  return new Set(paths.filter((path) => path !== "" && !parents.has(path) && !nested.has(path)));
}

function feedsItsModule(graph: Graph, node: Node): boolean {
  return node.inputs.some((input) => graph.nodes[input]?.module === node.module);
}

function moduleGroup(draft: Draft, path: ModulePath, entries: readonly Entry[]): GroupItem | undefined {
  if (entries.length === 0 && path !== "") return undefined;
  const sorted = [...entries].sort((left, right) => left.first - right.first);
  const plain = sorted.map(({ id }) => id);
  for (const id of plain) nameLayer(draft, id, path);
  const gathered = gatherRepeats(draft, plain, path);
  return {
    kind: "group",
    sort: "module",
    id: groupId(path),
    parent: null,
    name: lastPart(path),
    path,
    className: draft.classNames.get(path) ?? "",
    children: splitStretches(draft, gathered.ids, path),
    nodes: nodesBelow(draft, plain),
    times: gathered.times,
  };
}

/** A layer that stands for a module carries that module's name; an op applied by a block itself has none. */
function nameLayer(draft: Draft, id: ItemId, around: ModulePath): void {
  const item = draft.items.get(id);
  if (item?.kind !== "layer" || item.path === around) return;
  draft.items.set(id, { ...item, name: lastPart(item.path) });
}

/** Tells every item its parent, from the root down, now that all groups stand. */
function adopt(draft: Draft, root: ItemId, parent: ItemId | null): void {
  const pending: [ItemId, ItemId | null][] = [[root, parent]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, around] = next;
    const item = draft.items.get(id);
    if (item === undefined) continue;
    draft.items.set(
      id,
      item.kind === "layer" ? { ...item, parent: around ?? root } : { ...item, parent: around },
    );
    if (item.kind === "group") for (const child of item.children) pending.push([child, id]);
  }
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
