import type { ModulePath, NodeId } from "../../src/ir/index.ts";

/**
 * Names an item of the drawn tree. Made of module paths and ops rather than of node ids, so that folds and
 * the selection outlive an edit elsewhere in the model.
 */
export type ItemId = string;

/** What the preview draws: a layer (one node of the graph), or a group of them that folds. */
export type Item = LayerItem | GroupItem;

export interface LayerItem {
  readonly kind: "layer";
  readonly id: ItemId;
  readonly parent: ItemId;
  /** The author's name for it: the last part of the path; "" where an op was applied without a module. */
  readonly name: string;
  readonly path: ModulePath;
  readonly node: NodeId;
}

export interface GroupItem {
  readonly kind: "group";
  /** One of the author's modules, equal siblings in a row, or a stretch of a list too long to draw at once. */
  readonly sort: "module" | "repeat" | "stretch";
  readonly id: ItemId;
  /** Null for the root alone. */
  readonly parent: ItemId | null;
  readonly name: string;
  /** The module's path; of repeats and stretches the path of the module around them. */
  readonly path: ModulePath;
  readonly className: string;
  /** The path of the container that is all that the module holds, where both are drawn as one. */
  readonly inner?: ModulePath;
  /** In schedule order. */
  readonly children: readonly ItemId[];
  /** All nodes below, in schedule order. */
  readonly nodes: readonly NodeId[];
  /** The number of equal siblings in a row if they are all of its content, else 1. */
  readonly times: number;
}

export interface Tree {
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly root: ItemId;
  /** The layer that shows a node, by node id. */
  readonly layerOf: readonly ItemId[];
}

export function itemAt(tree: Tree, id: ItemId): Item {
  const item = tree.items.get(id);
  if (item === undefined) throw new Error(`No item ${id} in the tree.`);
  return item;
}

export function groupAt(tree: Tree, id: ItemId): GroupItem {
  const item = itemAt(tree, id);
  if (item.kind !== "group") throw new Error(`${id} is not a group.`);
  return item;
}

/** The nodes that an item shows. */
export function nodesOf(item: Item): readonly NodeId[] {
  return item.kind === "layer" ? [item.node] : item.nodes;
}
