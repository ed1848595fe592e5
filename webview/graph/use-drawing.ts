import { useEffect, useMemo, useRef, useState } from "react";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { shapesText } from "../model/figures.ts";
import { foldedGroups } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../model/visible-graph.ts";
import { foldsOf, modelKey } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** A picture that is ready: what is visible, and where it goes. All of it belongs together. */
export interface Drawing {
  readonly key: string;
  readonly view: ModelView;
  readonly graph: VisibleGraph;
  readonly folded: ReadonlySet<ItemId>;
  /** Shapes on the edges, by edge; none where they are switched off. */
  readonly labels: ReadonlyMap<string, string>;
  readonly placed: PlacedGraph;
}

type Plan = Omit<Drawing, "placed">;

/** The newest picture whose layout is done. The one before stays on the canvas until then. */
export function useDrawing(view: ModelView): { readonly drawing: Drawing | null; readonly busy: boolean } {
  const plan = usePlan(view);
  const { layOut, bridge } = usePage();
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const wanted = useRef(plan);
  const working = useRef(false);

  useEffect(() => {
    wanted.current = plan;
    if (working.current) return;
    working.current = true;
    const work = async (): Promise<void> => {
      // Whatever was asked for meanwhile is laid out next; what lay between is never needed.
      for (let done: Plan | null = null; done !== wanted.current; ) {
        const next: Plan = wanted.current;
        const placed = await layOut(next.graph, next.labels);
        done = next;
        if (next === wanted.current) setDrawing({ ...next, placed });
      }
    };
    work()
      .catch((error: unknown) => bridge.post({ kind: "failed", message: `Layout: ${String(error)}` }))
      .finally(() => {
        working.current = false;
      });
  }, [plan, layOut, bridge]);

  return { drawing, busy: drawing === null || drawing.graph !== plan.graph };
}

function usePlan(view: ModelView): Plan {
  const folds = useApp(foldsOf);
  const key = useApp(modelKey);
  const shapes = useApp((state) => state.display.shapes);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  const graph = useMemo(() => {
    return visibleGraph(view.tree, folded, (node) => view.model.graph.nodes[node]?.inputs ?? []);
  }, [view, folded]);
  const labels = useMemo(() => (shapes ? labelsOf(view, graph) : new Map<string, string>()), [view, graph, shapes]);
  return useMemo(() => ({ key, view, graph, folded, labels }), [key, view, graph, folded, labels]);
}

/** One label for all edges that leave an item with the same shape would do, but each is read by itself. */
function labelsOf(view: ModelView, graph: VisibleGraph): ReadonlyMap<string, string> {
  return new Map(graph.edges.map(({ id, values }) => [id, cut(shapesText(view, values))]));
}

/** Symbolic shapes grow long; the node's tooltip has them whole. */
function cut(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
