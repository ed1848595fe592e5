import { useMemo } from "react";
import { foldedGroups } from "../model/folds.ts";
import type { ModelView } from "../model/model-view.ts";
import { focusInView, foldsOf, sightKey } from "../state/app-state.ts";
import { useApp } from "../state/page.ts";
import { type Drawing, drawingOf } from "./drawing.ts";

/** The picture of the model as it is folded now. */
export function useDrawing(view: ModelView): Drawing {
  const folds = useApp(foldsOf);
  const key = useApp(sightKey);
  const focus = useApp(focusInView);
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  return useMemo(() => drawingOf({ key, view, folded, focus }), [key, view, folded, focus]);
}
