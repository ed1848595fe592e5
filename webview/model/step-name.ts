import type { NodeId } from "../../src/ir/index.ts";
import { labelOf } from "./figures.ts";
import { itemAt } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/**
 * The path of a layer, and of an op without a layer its block's path and its title. Several calls of one layer, and several
 * ops of one title in a block, are counted: `encoder.conv (call 2 of 2)`.
 */
export function stepName(view: ModelView, node: NodeId): string {
  const { name, path } = itemOf(view, node);
  const alike = view.model.graph.nodes.map(({ id }) => id).filter((other) => isAlike(view, node, other));
  const words = name === "" ? [path, labelOf(view.model, node).title].filter(Boolean).join(" ") : path;
  if (alike.length < 2) return words;
  return `${words} (${name === "" ? "" : "call "}${alike.indexOf(node) + 1} of ${alike.length})`;
}

function isAlike(view: ModelView, node: NodeId, other: NodeId): boolean {
  const [one, two] = [itemOf(view, node), itemOf(view, other)];
  const isSame = one.path === two.path && one.name === two.name;
  return isSame && labelOf(view.model, node).title === labelOf(view.model, other).title;
}

function itemOf({ tree }: ModelView, node: NodeId) {
  return itemAt(tree, tree.layerOf[node] ?? tree.root);
}
