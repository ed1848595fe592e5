import { useStore } from "@xyflow/react";
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
  const direction = useApp((state) => state.display.direction);
  const ratio = useStore((pane) => (direction === "columns" ? ratioOf(pane) : 1));
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  return useMemo(
    () => drawingOf({ key, view, folded, focus }, { direction, ratio }),
    [key, view, folded, focus, direction, ratio],
  );
}

/** The width of the pane over its height, in steps, so that the picture is not laid out anew at each pixel. */
function ratioOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return width === 0 || height === 0 ? 1 : 2 ** (Math.round(Math.log2(width / height) * 2) / 2);
}
