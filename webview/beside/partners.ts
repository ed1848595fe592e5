import type { LayerPair } from "../../src/protocol/index.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";

/** Which items of two pictures are the same, and what has become of the others. */
export interface Partners {
  /** Of the newer picture's items by those of the older one, and the other way round. */
  readonly after: ReadonlyMap<ItemId, ItemId>;
  readonly before: ReadonlyMap<ItemId, ItemId>;
  /** What has become of the items of each picture; those that are the same are left out. */
  readonly changesBefore: Changes;
  readonly changesAfter: Changes;
}

export type Changes = ReadonlyMap<ItemId, LayerPair["change"]>;

export const noChanges: Changes = new Map();

/** Layers by the pairs of the comparison; groups by their names, else by the first layers in them. */
export function partnersOf(before: ModelView, after: ModelView, pairs: readonly LayerPair[]): Partners {
  const forth = new Map<ItemId, ItemId>();
  const [changesBefore, changesAfter] = [
    new Map<ItemId, LayerPair["change"]>(),
    new Map<ItemId, LayerPair["change"]>(),
  ];
  for (const pair of pairs) {
    const from = pair.before === null ? undefined : before.tree.layerOf[pair.before];
    const to = pair.after === null ? undefined : after.tree.layerOf[pair.after];
    if (from !== undefined && to !== undefined) forth.set(from, to);
    if (pair.change === "same") continue;
    if (from !== undefined) mark(before, after, changesBefore, from, pair.change);
    if (to !== undefined) mark(after, before, changesAfter, to, pair.change);
  }
  for (const item of before.tree.items.values())
    if (item.kind === "group" && after.tree.items.get(item.id)?.kind === "group") forth.set(item.id, item.id);
  const back = new Map([...forth].map(([from, to]) => [to, from]));
  return { after: forth, before: back, changesBefore, changesAfter };
}

/** A group around something that has changed has changed itself, or is new, or gone; the root is told apart by its parts. */
function mark(
  { tree }: ModelView,
  other: ModelView,
  changes: Map<ItemId, LayerPair["change"]>,
  id: ItemId,
  change: LayerPair["change"],
): void {
  changes.set(id, change);
  let at = tree.items.get(id)?.parent ?? null;
  while (at !== null && at !== tree.root) {
    changes.set(at, other.tree.items.has(at) ? "changed" : change);
    at = tree.items.get(at)?.parent ?? null;
  }
}
