import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import { foldedGroups } from "../model/folds.ts";
import type { ModelView } from "../model/model-view.ts";
import { focusInView, foldsOf, isInColumns, sightKey } from "../state/app-state.ts";
import { useApp } from "../state/page.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { isThinWhole } from "./viewports.ts";

/** The picture of the model as it is folded now. */
export function useDrawing(view: ModelView): Drawing {
  const folds = useApp(foldsOf);
  const key = useApp(sightKey);
  const focus = useApp(focusInView);
  const direction = useApp((state) => state.display.direction);
  const mayBeLine = useApp(isInColumns);
  const ratio = useStore((pane) => (direction === "columns" || mayBeLine ? ratioOf(pane) : 1));
  const folded = useMemo(() => foldedGroups(view.tree, folds), [view, folds]);
  const ownRatio = direction === "columns" ? ratio : 1;
  const own = useMemo(
    () => drawingOf({ key, view, folded, focus }, { direction, ratio: ownRatio }),
    [key, view, folded, focus, direction, ownRatio],
  );
  const isLine = useStore((pane) => mayBeLine && isThinWhole(own.placed, pane));
  return useMemo(
    () => (isLine ? drawingOf({ key, view, folded, focus }, { direction: "columns", ratio }) : own),
    [key, view, folded, focus, own, isLine, ratio],
  );
}

/** The width of the pane over its height, in steps, so that the picture is not laid out anew at each pixel. */
function ratioOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return width === 0 || height === 0 ? 1 : 2 ** (Math.round(Math.log2(width / height) * 2) / 2);
}
