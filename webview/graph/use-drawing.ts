import { useMemo } from "react";
import { layOut } from "../layout/lay-out.ts";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { foldedGroups } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../model/visible-graph.ts";
import { foldsOf, pictureKey } from "../state/app-state.ts";
import { useApp } from "../state/page.ts";

/** A finished picture: what is visible, and where it goes. */
export interface Drawing {
  readonly key: string;
  readonly view: ModelView;
  readonly graph: VisibleGraph;
  readonly folded: ReadonlySet<ItemId>;
  readonly placed: PlacedGraph;
}

/** The picture of the model as it is folded now. */
export function useDrawing(view: ModelView): Drawing {
  const folds = useApp(foldsOf);
  const key = useApp(pictureKey);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  return useMemo(() => {
    const graph = visibleGraph(view.tree, folded, (node) => view.model.graph.nodes[node]?.inputs ?? []);
    return { key, view, graph, folded, placed: layOut(graph) };
  }, [key, view, folded]);
}
