import { useMemo } from "react";
import { layOut } from "../layout/lay-out.ts";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { foldedGroups } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../model/visible-graph.ts";
import { focusInView, foldsOf, sightKey } from "../state/app-state.ts";
import { useApp } from "../state/page.ts";

/** A finished picture: what is visible, and where it goes. */
export interface Drawing {
  readonly key: string;
  readonly view: ModelView;
  readonly graph: VisibleGraph;
  readonly folded: ReadonlySet<ItemId>;
  /** The group that is looked at alone; null for the whole model. */
  readonly focus: ItemId | null;
  readonly placed: PlacedGraph;
}

/** The picture of the model as it is folded now. */
export function useDrawing(view: ModelView): Drawing {
  const folds = useApp(foldsOf);
  const key = useApp(sightKey);
  const focus = useApp(focusInView);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  return useMemo(() => {
    const graph = visibleGraph({ tree: view.tree, folded, focus }, view.model.graph.nodes);
    return { key, view, graph, folded, focus, placed: layOut(graph) };
  }, [key, view, folded, focus]);
}
