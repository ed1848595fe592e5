import { isWithin } from "../../src/ir/index.ts";
import { labelOf, outputText } from "./figures.ts";
import type { Item, ItemId } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/**
 * Items that have all words of the query in their path, class, op, title or shape, in schedule order; none for an empty
 * query. `x` stands for `×`: `conv 3x3`, `64x56x56`. A path in quotes means what has exactly this path, and what is in it.
 */
export function searchItems(view: ModelView, query: string): readonly ItemId[] {
  const path = /^"(.+)"$/.exec(query.trim())?.[1];
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const matches = [...view.tree.items.values()].filter((item) => {
    if (item.id === view.tree.root) return false;
    if (path !== undefined) return isWithin(item.path, path);
    const text = searchText(view, item);
    return words.every((word) => text.includes(word));
  });
  return matches.sort((a, b) => firstNode(a) - firstNode(b)).map(({ id }) => id);
}

/** The query for what has a path, and what is in it; of the whole model there is nothing to search for. */
export function pathQuery(path: string): string {
  return path === "" ? "" : `"${path}"`;
}

function searchText(view: ModelView, item: Item): string {
  if (item.kind === "group")
    return item.sort === "module" ? plain(`${item.path} ${item.className} ${outputText(view, item)}`) : "";
  const { op, module } = view.model.graph.nodes[item.node] ?? { op: "", module: "" };
  // An op without a layer of its own belongs to a block, which is found itself.
  const className = item.name === "" ? "" : (view.modules.get(module)?.className ?? "");
  return plain(
    `${item.path} ${op} ${className} ${labelOf(view.model, item.node).title} ${outputText(view, item)}`,
  );
}

/** Nobody has a × on the keyboard. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll("×", "x");
}

function firstNode(item: Item): number {
  return item.kind === "layer" ? item.node : (item.nodes[0] ?? 0) - 0.5;
}
