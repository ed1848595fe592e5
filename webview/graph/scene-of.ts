import { useCallback, useMemo, useRef } from "react";
import type { Changes } from "../beside/partners.ts";
import { toggled } from "../model/folds.ts";
import { hottest } from "../model/heat-metrics.ts";
import type { ItemId } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { finishedOfView, heatInView, setFolds } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import type { Drawing } from "./drawing.ts";
import { type EdgeLabel, toldByLines } from "./edge-labels.ts";
import type { Scene } from "./scene.ts";
import { useMarks } from "./use-marks.ts";

interface SceneParts {
  readonly labels: readonly EdgeLabel[];
  readonly changes: Changes;
  readonly holdStill: (id: ItemId) => void;
}

/** What the boxes of a drawing share. It stays the same object while nothing of it changes, so that no box is drawn again. */
export function useSceneOf(
  view: ModelView,
  drawing: Drawing,
  { labels, changes, holdStill }: SceneParts,
): Scene {
  const { store } = usePage();
  const units = useApp((state) => state.shown?.units ?? "MACs");
  const selected = useApp((state) => state.selected);
  const heat = useApp(heatInView);
  const figures = useApp((state) => state.display.figures);
  const times = useApp((state) => (state.view === view ? (finishedOfView(state)?.times ?? null) : null));
  const toggle = useCallback(
    (id: ItemId) => {
      holdStill(id);
      store.update(setFolds(({ tree }, folds) => toggled(tree, folds, id)));
    },
    [store, holdStill],
  );
  const full = useMemo(
    () => hottest({ view, times }, heat, drawing.graph.items),
    [view, times, heat, drawing],
  );
  const told = useMemo(() => toldByLines(drawing, labels), [drawing, labels]);
  const isReachable = selected !== null && drawing.placed.boxes.has(selected);
  const tabStop = isReachable ? selected : (drawing.graph.items[0]?.item.id ?? null);
  return useSameWhileEqual({
    ...useMarks(view, drawing),
    ...{ view, units, selected, tabStop, figures, heat, times, changes, toggle },
    toldByLines: told,
    hottest: full,
  });
}

/** The object of the render before, where it has the same values. */
function useSameWhileEqual<T extends object>(now: T): T {
  const kept = useRef(now);
  if (!haveSameValues(kept.current, now)) kept.current = now;
  return kept.current;
}

function haveSameValues<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));
}
