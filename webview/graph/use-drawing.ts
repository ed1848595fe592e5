import { useEffect, useMemo, useRef, useState } from "react";
import type { PlacedGraph } from "../layout/placed-graph.ts";
import { foldedGroups } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../model/visible-graph.ts";
import { foldsOf, pictureKey } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** A finished picture: what is visible, and where it goes. */
export interface Drawing {
  readonly key: string;
  readonly view: ModelView;
  readonly graph: VisibleGraph;
  readonly folded: ReadonlySet<ItemId>;
  readonly placed: PlacedGraph;
}

type Plan = Omit<Drawing, "placed">;

/** The newest picture whose layout is done. The one before stays on the canvas until then. */
export function useDrawing(view: ModelView): { readonly drawing: Drawing | null; readonly busy: boolean } {
  const plan = usePlan(view);
  const { layOut, host } = usePage();
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const wanted = useRef(plan);
  const working = useRef(false);

  useEffect(() => {
    wanted.current = plan;
    if (working.current) return;
    working.current = true;
    const work = async (): Promise<void> => {
      // Only the newest request is laid out next; older ones are no longer needed.
      for (let done: Plan | null = null; done !== wanted.current; ) {
        const next: Plan = wanted.current;
        const placed = await layOut(next.graph);
        done = next;
        if (next === wanted.current) setDrawing({ ...next, placed });
      }
    };
    work()
      .catch((error: unknown) => host.send("failed", { message: `Layout: ${String(error)}` }))
      .finally(() => {
        working.current = false;
      });
  }, [plan, layOut, host]);

  return { drawing, busy: drawing === null || drawing.graph !== plan.graph };
}

function usePlan(view: ModelView): Plan {
  const folds = useApp(foldsOf);
  const key = useApp(pictureKey);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  const graph = useMemo(() => {
    return visibleGraph(view.tree, folded, (node) => view.model.graph.nodes[node]?.inputs ?? []);
  }, [view, folded]);
  return useMemo(() => ({ key, view, graph, folded }), [key, view, graph, folded]);
}
