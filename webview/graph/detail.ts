import type { Box, PlacedGraph } from "../layout/placed-graph.ts";
import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { boxSpace, type FreeSpace, type Rectangle } from "./free-space.ts";

/**
 * How much of a box is drawn: all of it; its name alone, enlarged so that it stays legible; or only its colour, with the
 * names of the larger frames above the picture.
 */
export type Detail = "all" | "names" | "colours";

/** Below this zoom the figures of a box are hard to read, … */
export const namesFrom = 0.65;
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

/**
 * The names of those frames that are large enough at this zoom, the outer ones first. None covers another one, and what does not
 * fit its frame stands beside it where that covers no box; else it is left out.
 */
export function farNames({ items }: VisibleGraph, placed: PlacedGraph, zoom: number): readonly FarName[] {
  const { boxes } = placed;
  const names: FarName[] = [];
  const boxesTaken = boxSpaces.get(placed) ?? boxSpace(items, boxes);
  boxSpaces.set(placed, boxesTaken);
  const taken = boxSpace([], boxes);
  for (const { item, as, frame } of items) {
    const box = boxes.get(item.id);
    if (as !== "frame" || item.kind !== "group" || box === undefined) continue;
    if (box.height * zoom < (frame === null ? leastHeight : leastInnerHeight)) continue;
    const text = /^\d*$/.test(item.name) ? item.className : item.name;
    const at = placesOf(box, text, zoom).find(
      ({ place, isInside }) => taken.isFree(place) && (isInside || boxesTaken.isFree(place)),
    )?.place;
    if (at === undefined) continue;
    taken.take(at);
    names.push({ id: item.id, text, at });
  }
  return names;
}

/** The boxes stay where they are while the author zooms, which asks for names again and again. */
const boxSpaces = new WeakMap<PlacedGraph, FreeSpace>();

/** In the middle of its upper border; to the right or left of a frame that is too narrow for it. */
function placesOf(box: Box, text: string, zoom: number): readonly NamePosition[] {
  const [width, height] = [(text.length * characterWidth + padding) / zoom, nameHeight / zoom];
  const at = (x: number, y: number): Rectangle => ({ x, y, width, height });
  if (1.4 * width <= box.width)
    return [{ place: at(box.x + (box.width - width) / 2, box.y + 2 / zoom), isInside: true }];
  const y = box.y + box.height / 2 - height / 2;
  return [box.x + box.width + 4 / zoom, box.x - width - 4 / zoom].map((x) => ({
    place: at(x, y),
    isInside: false,
  }));
}

interface NamePosition {
  readonly place: Rectangle;
  readonly isInside: boolean;
}

/** In pixels of the screen, as are those below. */
const leastHeight = 20;
const leastInnerHeight = 120;
const characterWidth = 7.2;
const nameHeight = 17;
const padding = 10;
