import type { Box, PlacedGraph } from "../layout/placed-graph.ts";
import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { overlap, type Rectangle } from "./free-space.ts";

/**
 * How much of a box is drawn: all of it; its name alone, enlarged so that it stays legible; or only its colour, with the
 * names of the larger frames above the picture.
 */
export type Detail = "all" | "names" | "colours";

/** Below this zoom the figures of a box are hard to read, … */
const namesFrom = 0.65;
/** … and below this one its enlarged name does not fit it any more. */
const coloursFrom = 0.35;

export function detailAt(zoom: number): Detail {
  if (zoom >= namesFrom) return "all";
  return zoom >= coloursFrom ? "names" : "colours";
}

/** The zoom in steps of a fifth, so that text is not set anew at each turn of the wheel; 1 where text has its own size. */
export function zoomStep(zoom: number): number {
  return zoom >= namesFrom ? 1 : 1.2 ** Math.round(Math.log(zoom) / Math.log(1.2));
}

/** The name of a frame, in coordinates of the canvas. */
export interface FarName {
  readonly id: ItemId;
  readonly text: string;
  readonly at: Rectangle;
}

/** The names of those frames that are large enough at this zoom, the outer ones first; none covers another. */
export function farNames({ items }: VisibleGraph, { boxes }: PlacedGraph, zoom: number): readonly FarName[] {
  const names: FarName[] = [];
  for (const { item, as, frame } of items) {
    const box = boxes.get(item.id);
    if (as !== "frame" || item.kind !== "group" || box === undefined) continue;
    if (box.height * zoom < (frame === null ? leastHeight : leastInnerHeight)) continue;
    const text = /^\d*$/.test(item.name) ? item.className : item.name;
    const at = placeOf(box, text, zoom);
    if (!names.some((other) => overlap(other.at, at))) names.push({ id: item.id, text, at });
  }
  return names;
}

/** In the middle of its upper border; beside a frame that is too narrow for it. */
function placeOf(box: Box, text: string, zoom: number): Rectangle {
  const [width, height] = [(text.length * characterWidth + padding) / zoom, nameHeight / zoom];
  return 1.4 * width <= box.width
    ? { x: box.x + (box.width - width) / 2, y: box.y + 2 / zoom, width, height }
    : { x: box.x + box.width + 4 / zoom, y: box.y + box.height / 2 - height / 2, width, height };
}

/** In pixels of the screen, as are those below. */
const leastHeight = 20;
const leastInnerHeight = 120;
const characterWidth = 7.2;
const nameHeight = 17;
const padding = 10;
