import type { ItemPlace, ShownAs } from "../../src/protocol/index.ts";
import { groupId } from "../model/build-tree.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type AppState, display, focusOn, goTo, leaveApart, select } from "./app-state.ts";

/** Shows an item of the file's model as its menu would. Nothing changes where the model in view has no such item. */
export function showItem({
  as,
  ...place
}: ItemPlace & { readonly as: ShownAs }): (state: AppState) => AppState {
  return (state) => {
    const own = state.apart ? leaveApart(state) : state;
    const item = own.view?.model.id === place.model ? itemOf(own.view, place) : undefined;
    return item === undefined ? state : shown(own, item, place, as);
  };
}

function shown(state: AppState, item: ItemId, { path }: ItemPlace, as: ShownAs): AppState {
  const isGroup = state.view?.tree.items.get(item)?.kind === "group";
  switch (as) {
    case "alone":
      return focusOn(isGroup ? item : null)(select(item)(display({ mode: "graph" })(state)));
    case "figures":
      return display({ tab: "layer", panel: true, mode: "graph" })(goTo(item)(state));
    case "table":
      return { ...display({ mode: "table" })(select(item)(state)), search: path };
  }
}

/** The layer that shows a node; a module's group, or where it is drawn without one, its first layer. */
function itemOf({ tree, model }: ModelView, { path, node }: ItemPlace): ItemId | undefined {
  if (node !== null) return tree.layerOf[node];
  if (tree.items.has(groupId(path))) return groupId(path);
  const piece = [...tree.items.values()].find(
    (item) => item.kind === "group" && item.sort === "module" && item.path === path,
  );
  const first = model.graph.nodes.find(({ module }) => module === path || module.startsWith(`${path}.`));
  return piece?.id ?? (first && tree.layerOf[first.id]);
}
