import type { NodeId } from "../../src/ir/index.ts";
import { itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type AppState, display, goTo } from "../state/app-state.ts";
import type { ChosenElement } from "./chosen-element.ts";

/** Looks at an element of the node in view. */
export function chooseElement(step: ChosenElement): (state: AppState) => AppState {
  return (state) => ({ ...state, step });
}

/** Opens the arithmetic of an element, and selects its layer. */
export function stepInto(step: ChosenElement): (state: AppState) => AppState {
  return (state) => {
    const item = state.view?.tree.layerOf[step.node];
    const gone = item === undefined ? state : goTo(item)(state);
    return { ...display({ tab: "step", panel: true })(gone), step };
  };
}

/** The node to explain: the selected layer's, the last one of a block, or what was looked at before. */
export function nodeInView({ selected, step, view }: AppState): NodeId | null {
  if (view === null) return null;
  const item = selected === null ? undefined : view.tree.items.get(selected);
  if (item?.kind === "layer") return item.node;
  return item?.nodes.at(-1) ?? step?.node ?? null;
}

/** A node's name for people: its layer's path, or its block's path with the op. */
export function nodeName({ tree, model }: ModelView, node: NodeId): string {
  const item = itemAt(tree, tree.layerOf[node] ?? tree.root);
  const title = model.titles[node] ?? "";
  return item.name === "" ? [item.path, title].filter(Boolean).join(" ") : item.path;
}
