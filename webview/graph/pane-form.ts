import type { Direction, Form } from "../layout/lay-out.ts";
import type { Pane } from "../state/app-state.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { isThinWhole } from "./viewports.ts";

/** How the author wants the lines of a picture to run. */
export interface Wish {
  readonly direction: Direction;
  /** Whether a chain that would be a line goes down in columns. */
  readonly columnsForLine: boolean;
}

/** The form of a picture as the author chose it. Only columns depend on the pane. */
export function chosenForm({ direction }: Wish, ratio: number): Form {
  return { direction, ratio: direction === "columns" ? ratio : 1 };
}

/** The same as `chosenForm`, except for a chain that goes down in columns although nobody chose them. */
export function formInPane(wish: Wish, chosen: Drawing, pane: Pane): Form {
  const ratio = ratioOf(pane);
  const isLine = wish.columnsForLine && isThinWhole(chosen.placed, pane);
  return isLine ? { direction: "columns", ratio } : chosenForm(wish, ratio);
}

/** The picture as a pane shows it. */
export function drawingInPane(sight: Omit<Drawing, "graph" | "placed">, wish: Wish, pane: Pane): Drawing {
  const chosen = drawingOf(sight, chosenForm(wish, ratioOf(pane)));
  const form = formInPane(wish, chosen, pane);
  return form.direction === wish.direction ? chosen : drawingOf(sight, form);
}

/** The width of the pane over its height, in steps, so that the picture is not laid out anew at each pixel. */
export function ratioOf({ width, height }: Pane): number {
  return width === 0 || height === 0 ? 1 : 2 ** (Math.round(Math.log2(width / height) * 2) / 2);
}
