import { laidOut } from "../layout/laid-out.ts";
import type { Form } from "../layout/lay-out.ts";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../model/visible-graph.ts";

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

/** Lays out the model as it is folded. */
export function drawingOf(
  { key, view, folded, focus }: Omit<Drawing, "graph" | "placed">,
  form: Form = { direction: "automatic", ratio: 1 },
): Drawing {
  const graph = visibleGraph({ tree: view.tree, folded, focus }, view.model.graph.nodes);
  return { key, view, graph, folded, focus, placed: laidOut(graph, form) };
}
