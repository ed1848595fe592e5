import { isWithin } from "../../src/ir/index.ts";
import type { ItemPlace, ShownAs } from "../../src/protocol/index.ts";
import { groupId } from "../model/build-tree.ts";
import { around } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { pathQuery } from "../model/search.ts";
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
  switch (as) {
    case "alone":
      return focusOn(blockAround(state.view, item))(select(item)(display({ mode: "graph" })(state)));
    case "figures":
      return display({ tab: "layer", panel: true, mode: "graph" })(goTo(item)(state));
    case "table":
      return { ...display({ mode: "table" })(select(item)(state)), search: pathQuery(path) };
  }
}

/** The item itself where it is a block; of a layer the block around it. Null where that is the whole model. */
function blockAround(view: ModelView | null, item: ItemId): ItemId | null {
  if (view === null) return null;
  const block = [item, ...around(view.tree, item)].find((id) => view.tree.items.get(id)?.kind === "group");
  return block === undefined || block === view.tree.root ? null : block;
}

/** The layer that shows a node; a module's group, or where it is drawn without one, its first layer. */
function itemOf({ tree, model }: ModelView, { path, node }: ItemPlace): ItemId | undefined {
  if (node !== null) return tree.layerOf[node];
  if (tree.items.has(groupId(path))) return groupId(path);
  const piece = [...tree.items.values()].find(
    (item) => item.kind === "group" && item.sort === "module" && item.path === path,
  );
  const first = model.graph.nodes.find(({ module }) => isWithin(module, path));
  return piece?.id ?? (first && tree.layerOf[first.id]);
}
