import { labelOf } from "./figures.ts";
import type { Item, ItemId } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/**
 * Items whose path, class or title has all words of the query, in schedule order; none for an empty query.
 */
export function searchItems(view: ModelView, query: string): readonly ItemId[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const matches = [...view.tree.items.values()].filter((item) => {
    const text = searchText(view, item).toLowerCase();
    return item.id !== view.tree.root && words.every((word) => text.includes(word));
  });
  return matches.sort((a, b) => firstNode(a) - firstNode(b)).map(({ id }) => id);
}

function searchText(view: ModelView, item: Item): string {
  if (item.kind === "layer") return `${item.path} ${labelOf(view.model, item.node).title}`;
  return item.sort === "module" ? `${item.path} ${item.className}` : "";
}

function firstNode(item: Item): number {
  return item.kind === "layer" ? item.node : (item.nodes[0] ?? 0) - 0.5;
}
