import type { Graph, ModulePath, Node, NodeId } from "../../src/ir/index.ts";
import { gatherRepeats } from "./gather-repeats.ts";
import { addGroup, type GrowingTree, lastPart, nodesBelow, parentOf } from "./growing-tree.ts";
import type { ItemId, LayerItem, Tree } from "./item.ts";
import { holders } from "./members.ts";
import { pieceOf, type Split, splitModules } from "./split-calls.ts";
import { splitStretches } from "./split-stretches.ts";

/** The tree that is drawn: the author's modules, with layers as leaves and equal siblings gathered. */
export function buildTree(graph: Graph): Tree {
  const layers = layersOf(graph);
  const tree: GrowingTree = {
    graph,
    classNames: new Map(graph.modules.map(({ path, className }) => [path, className])),
    items: new Map(layers.map((layer) => [layer.id, layer])),
  };
  const splits = splitModules(graph);
  const entries = entriesByModule(graph, layers, splits);
  // `modules` lists parents before their children, so going backwards finishes every child before its parent.
  for (const { path } of [...graph.modules].reverse()) {
    const holder = splits.get(path)?.why === "holder";
    for (const [piece, content] of entries.get(path) ?? []) {
      const isThrough = holder || addsNothing(path, content);
      const own = isThrough ? content : [addModule(tree, path, piece, content)];
      if (isThrough && !holder) nameAfterWrapper(tree, path, own);
      if (path !== "") for (const entry of own) enter(entries, splits, parentOf(path), entry);
    }
  }
  adopt(tree, groupId(""), null);
  return { items: tree.items, root: groupId(""), layerOf: layers.map((layer) => layer.id) };
}

export function groupId(path: ModulePath): ItemId {
  return `g:${path}`;
}

/** A wrapper around one thing, such as a Sequential of one: what it holds is drawn in its place. */
function addsNothing(path: ModulePath, content: readonly Entry[]): boolean {
  return path !== "" && content.length === 1;
}

/** An author's block around one Sequential is what its author knows: the Sequential is drawn as that block. */
function nameAfterWrapper(tree: GrowingTree, path: ModulePath, [entry]: readonly Entry[]): void {
  const item = entry && tree.items.get(entry.id);
  const className = tree.classNames.get(path) ?? "";
  if (item?.kind !== "group" || item.sort !== "module" || holders.has(className)) return;
  if (holders.has(item.className))
    tree.items.set(item.id, { ...item, path, className, name: lastPart(path), inner: item.path });
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

/** The direct children of a module's group, or of each piece of it. */
type Entries = Map<ModulePath, Map<string, Entry[]>>;

function enter(
  entries: Entries,
  splits: ReadonlyMap<ModulePath, Split>,
  path: ModulePath,
  entry: Entry,
): void {
  const pieces = entries.get(path) ?? new Map<string, Entry[]>();
  entries.set(path, pieces);
  const piece = pieceOf(splits, entry.first, path);
  const content = pieces.get(piece);
  if (content === undefined) pieces.set(piece, [entry]);
  else content.push(entry);
}

/**
 * Layers by the module whose group they are in. A module that is a single layer has no group: its nodes go
 * to the enclosing module.
 */
function entriesByModule(
  graph: Graph,
  layers: readonly LayerItem[],
  splits: ReadonlyMap<ModulePath, Split>,
): Entries {
  const dissolved = dissolvedModules(graph);
  const entries: Entries = new Map([["", new Map([["", []]])]]);
  for (const layer of layers) {
    const path = dissolved.has(layer.path) ? parentOf(layer.path) : layer.path;
    enter(entries, splits, path, { id: layer.id, first: layer.node });
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

function addModule(tree: GrowingTree, path: ModulePath, piece: string, entries: readonly Entry[]): Entry {
  const sorted = [...entries].sort((left, right) => left.first - right.first);
  const plain = sorted.map(({ id }) => id);
  for (const id of plain) nameWithin(tree, id, path);
  const gathered = gatherRepeats(tree, plain, path);
  const id = addGroup(tree, {
    kind: "group",
    sort: "module",
    id: groupId(piece),
    parent: null,
    name: lastPart(path),
    path,
    className: tree.classNames.get(path) ?? "",
    children: splitStretches(tree, gathered.ids, path),
    nodes: nodesBelow(tree, plain),
    times: gathered.times,
  });
  return { id, first: sorted[0]?.first ?? 0 };
}

/**
 * The author's name for an item as seen from the enclosing module. A layer has the name of its module; an op
 * that the block applies itself has none; a module in a list is named together with the list: `convs.0`.
 */
function nameWithin(tree: GrowingTree, id: ItemId, around: ModulePath): void {
  const item = tree.items.get(id);
  if (item === undefined) return;
  const name = around === "" ? item.path : item.path.slice(around.length + 1);
  tree.items.set(id, { ...item, name });
}

/** Sets the parent of every item, from the root down, once all groups exist. */
function adopt(tree: GrowingTree, root: ItemId, parent: ItemId | null): void {
  const pending: [ItemId, ItemId | null][] = [[root, parent]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [id, around] = next;
    const item = tree.items.get(id);
    if (item === undefined) continue;
    tree.items.set(
      id,
      item.kind === "layer" ? { ...item, parent: around ?? root } : { ...item, parent: around },
    );
    if (item.kind === "group") for (const child of item.children) pending.push([child, id]);
  }
}
