import type { NodeId } from "../../src/ir/index.ts";
import { labelOf } from "./figures.ts";
import { itemAt } from "./item.ts";
import type { ModelView } from "./model-view.ts";

const namesByView = new WeakMap<ModelView, readonly string[]>();

/**
 * The path of a layer, and of an op without a layer its block's path and its title. Several calls of one layer, and several
 * ops of one title in a block, are counted: `encoder.conv (call 2 of 2)`.
 */
export function stepName(view: ModelView, node: NodeId): string {
  const names = namesByView.get(view) ?? namesOf(view);
  namesByView.set(view, names);
  return names[node] ?? "";
}

function namesOf({ model, tree }: ModelView): readonly string[] {
  const nodes = model.graph.nodes.map(({ id }) => {
    const { name, path } = itemAt(tree, tree.layerOf[id] ?? tree.root);
    const { title } = labelOf(model, id);
    return { name, path, title, key: JSON.stringify([path, name, title]) };
  });
  const counts = new Map<string, number>();
  const places = nodes.map(({ key }) => {
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return place;
  });
  return nodes.map(({ name, path, title, key }, index) => {
    const words = name === "" ? [path, title].filter(Boolean).join(" ") : path;
    const count = counts.get(key) ?? 1;
    return count < 2 ? words : `${words} (${name === "" ? "" : "call "}${places[index]} of ${count})`;
  });
}
