import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import { foldedGroups } from "../model/folds.ts";
import type { ModelView } from "../model/model-view.ts";
import { focusInView, foldsOf, isInColumns, sightKey } from "../state/app-state.ts";
import { useApp } from "../state/page.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { chosenForm, formInPane, ratioOf } from "./pane-form.ts";

/** The picture of the model as it is folded now: that of `drawingInPane`, laid out anew only where something of it changes. */
export function useDrawing(view: ModelView): Drawing {
  const folds = useApp(foldsOf);
  const key = useApp(sightKey);
  const focus = useApp(focusInView);
  const direction = useApp((state) => state.display.direction);
  const columnsForLine = useApp(isInColumns);
  const wish = useMemo(() => ({ direction, columnsForLine }), [direction, columnsForLine]);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  const sight = useMemo(() => ({ key, view, folded, focus }), [key, view, folded, focus]);
  const chosenRatio = useStore((pane) => chosenForm(wish, ratioOf(pane)).ratio);
  const chosen = useMemo(() => drawingOf(sight, chosenForm(wish, chosenRatio)), [sight, wish, chosenRatio]);
  const inPane = useStore((pane) => formInPane(wish, chosen, pane).direction);
  const ratio = useStore((pane) => formInPane(wish, chosen, pane).ratio);
  return useMemo(
    () => (inPane === direction ? chosen : drawingOf(sight, { direction: inPane, ratio })),
    [sight, chosen, direction, inPane, ratio],
  );
}
