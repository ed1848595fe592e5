import { drawingInPane } from "../graph/pane-form.ts";
import { faultsIn, noFaults, visibleFaults } from "../model/faults.ts";
import { foldedGroups } from "../model/folds.ts";
import type { ItemId } from "../model/item.ts";
import {
  type AppState,
  finishedOfView,
  focusInView,
  foldsOf,
  heatInView,
  isInColumns,
  type Pane,
  sightKey,
} from "../state/app-state.ts";
import { type Picture, pictureOf } from "./picture.ts";
import { type PictureColours, pictureColours } from "./picture-colours.ts";

/** The graph as the page shows it, or one item of it; null where there is nothing to draw. */
export function pictureInView(state: AppState, only: ItemId | null = null): Picture | null {
  const { view, shown, display, apart } = state;
  if (view === null) return null;
  const folded = foldedGroups(view.tree, foldsOf(state));
  const drawing = drawingInPane(
    { key: sightKey(state), view, folded, focus: focusInView(state) },
    { direction: display.direction, columnsForLine: isInColumns(state) },
    state.pane ?? sheet,
  );
  const isVisible = (id: ItemId): boolean => drawing.placed.boxes.has(id);
  return pictureOf(drawing, {
    units: shown?.units ?? "MACs",
    figures: display.figures,
    shapes: display.shapes,
    heat: heatInView(state),
    times: finishedOfView(state)?.times ?? null,
    faults: apart ? noFaults : visibleFaults(view, faultsIn(view), isVisible),
    only,
  });
}

/** What columns fill where there is no page, or it has not shown a graph yet. */
const sheet: Pane = { width: 1120, height: 800 };

/** Those of the theme that the page is in. */
export function coloursOfPage(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  return pictureColours((name) => style.getPropertyValue(`--vscode-${name}`));
}

/** All that a visible item's tooltip says, a line each. */
export function hoverWords(state: AppState, id: ItemId): string | null {
  const items = pictureInView(state, id)?.items ?? [];
  return items[0]?.hover ?? null;
}
