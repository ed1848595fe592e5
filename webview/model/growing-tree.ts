import type { Graph, ModulePath, NodeId } from "../../src/ir/index.ts";
import type { GroupItem, Item, ItemId } from "./item.ts";

/** A tree under construction; groups are added from the leaves up. */
export interface GrowingTree {
  readonly graph: Graph;
  readonly classNames: ReadonlyMap<ModulePath, string>;
  readonly items: Map<ItemId, Item>;
}

export function addGroup(tree: GrowingTree, group: GroupItem): ItemId {
  tree.items.set(group.id, group);
  return group.id;
}

/** The nodes below the items, in schedule order. */
export function nodesBelow(tree: GrowingTree, ids: readonly ItemId[]): readonly NodeId[] {
  const nodes = ids.flatMap((id) => {
    const item = tree.items.get(id);
    return item === undefined ? [] : item.kind === "layer" ? [item.node] : item.nodes;
  });
  return nodes.sort((left, right) => left - right);
}

/** The path of the enclosing module. The root's own path, "", encloses itself. */
export function parentOf(path: ModulePath): ModulePath {
  return path.slice(0, Math.max(path.lastIndexOf("."), 0));
}

export function lastPart(path: ModulePath): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
