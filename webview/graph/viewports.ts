import type { Box, PlacedGraph, Point } from "../layout/placed-graph.ts";
import type { Pane, Viewport } from "../state/app-state.ts";
import { detailAt, namesFrom } from "./detail.ts";

const margin = 12;
/** Below this zoom a box's text is hard to read, … */
const readable = 0.85;
/** … and below this one it cannot be. */
const leastReadable = 0.5;

/** Every picture can be seen whole, and a small one can be shrunk to a twentieth. */
export function leastZoom(placed: PlacedGraph, pane: Pane): number {
  return Math.min(0.05, wholeZoom(placed, pane));
}

/**
 * How a model is first shown: whole if that is legible, otherwise from its beginning at the width of the pane, or at its
 * height if the picture is so wide that its figures could not be read. A long chain shrunk to fit would be an illegible sliver,
 * and a net whose last blocks lie far apart, shrunk to its width, would begin with boxes without a word.
 */
export function firstViewport(placed: PlacedGraph, pane: Pane): Viewport {
  const whole = wholeZoom(placed, pane);
  const wide = (pane.width - 2 * margin) / placed.width;
  const high = (pane.height - 2 * margin) / placed.height;
  const filling = high > wide && wide >= namesFrom ? wide : Math.max(wide, high);
  const zoom = whole >= readable ? whole : Math.max(Math.min(filling, 1), leastReadable);
  const x = beginning(placed, zoom, pane);
  return { x, y: high > wide ? Math.max(centred(placed.height * zoom, pane.height), margin) : margin, zoom };
}

/** Centred; of what is wider than the pane, the part where the first box is. */
function beginning({ width, boxes }: PlacedGraph, zoom: number, pane: Pane): number {
  const rest = pane.width - width * zoom;
  if (rest >= 2 * margin) return rest / 2;
  const [first = { x: 0, width: 0 }] = boxes.values();
  return clamp(pane.width / 2 - (first.x + first.width / 2) * zoom, rest - margin, margin);
}

/** Whether all of it would be seen as a line. */
export function isThinWhole(placed: PlacedGraph, pane: Pane): boolean {
  return isThin(placed, wholeZoom(placed, pane), pane);
}

/** All of it, however small. */
export function wholeViewport(placed: PlacedGraph, pane: Pane): Viewport {
  const zoom = wholeZoom(placed, pane);
  return { x: centred(placed.width * zoom, pane.width), y: centred(placed.height * zoom, pane.height), zoom };
}

function wholeZoom({ width, height }: PlacedGraph, pane: Pane): number {
  const whole = Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height, 1);
  return Math.max(whole, 0.001);
}

/** Whether a picture is seen as a line: too small for words, and with most of the pane empty beside it. */
export function isThin({ width, height }: PlacedGraph, zoom: number, pane: Pane): boolean {
  return detailAt(zoom) === "colours" && 3 * width * zoom < pane.width && 2 * height * zoom > pane.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function centred(size: number, room: number): number {
  return (room - size) / 2;
}

/** The viewport in the middle of which a point of the picture is. */
export function centredOn({ x, y }: Point, zoom: number, pane: Pane): Viewport {
  return { zoom, x: pane.width / 2 - x * zoom, y: pane.height / 2 - y * zoom };
}

/** The viewport moved so that the box stays where it was on the screen: what was just clicked must not jump. */
export function anchored(viewport: Viewport, before: Box, after: Box): Viewport {
  const { x, y, zoom } = viewport;
  const shift = (before.x + before.width / 2 - after.x - after.width / 2) * zoom;
  return { zoom, x: x + shift, y: y + (before.y - after.y) * zoom };
}

/**
 * After a picture that was seen whole has changed: whole again where it has the same boxes in another form, as in a pane of another
 * width, or shows as much of each. Where other blocks are folded or unfolded, it is otherwise shown from its beginning, at a zoom
 * at which it can be read.
 */
export function refitted({ zoom }: Viewport, before: PlacedGraph, after: PlacedGraph, pane: Pane): Viewport {
  const whole = haveSameBoxes(before, after) || wholeZoom(after, pane) >= Math.min(zoom, leastReadable);
  return whole ? wholeViewport(after, pane) : firstViewport(after, pane);
}

function haveSameBoxes({ boxes: before }: PlacedGraph, { boxes: after }: PlacedGraph): boolean {
  return before.size === after.size && [...before.keys()].every((id) => after.has(id));
}

/** As `anchored`, and at a zoom at which the box that was unfolded can be read. */
export function anchoredReadably(viewport: Viewport, before: Box, after: Box): Viewport {
  const { x, y, zoom } = anchored(viewport, before, after);
  if (zoom >= leastReadable || after.height <= before.height) return { x, y, zoom };
  const [middle, top] = [after.x + after.width / 2, after.y];
  const apart = readable - zoom;
  return { zoom: readable, x: x - middle * apart, y: y - top * apart };
}

/**
 * The viewport moved so that after an edit as much as possible of what was in sight stays where it was on the screen: by the way that
 * most of those boxes went.
 */
export function steadied(viewport: Viewport, before: PlacedGraph, after: PlacedGraph, pane: Pane): Viewport {
  if (before === after) return viewport;
  const { x, y, zoom } = viewport;
  const ways = new Map<string, { readonly dx: number; readonly dy: number; count: number }>();
  for (const [id, box] of before.boxes) {
    const now = isInSight(viewport, box, pane) ? after.boxes.get(id) : undefined;
    if (now === undefined) continue;
    const [dx, dy] = [now.x - box.x, now.y - box.y];
    const way = ways.get(`${dx} ${dy}`) ?? { dx, dy, count: 0 };
    ways.set(`${dx} ${dy}`, { ...way, count: way.count + 1 });
  }
  const [first = { dx: 0, dy: 0, count: 0 }, ...others] = ways.values();
  const { dx, dy } = others.reduce((most, way) => (way.count > most.count ? way : most), first);
  return dx === 0 && dy === 0 ? viewport : { zoom, x: x - dx * zoom, y: y - dy * zoom };
}

function isInSight({ x, y, zoom }: Viewport, box: Box, pane: Pane): boolean {
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  return left < pane.width && top < pane.height && left + box.width * zoom > 0 && top + box.height * zoom > 0;
}

/** The viewport moved just far enough to see the top of the box; the same object where that is visible already. */
export function inSight(viewport: Viewport, box: Box, pane: Pane): Viewport {
  const { x, y, zoom } = viewport;
  const dx = nudge(box.x * zoom + x, Math.min(box.width * zoom, pane.width - 2 * margin), pane.width);
  const dy = nudge(box.y * zoom + y, Math.min(box.height, 60) * zoom, pane.height);
  return dx === 0 && dy === 0 ? viewport : { zoom, x: x + dx, y: y + dy };
}

/** The box in sight at a zoom at which its text can be read. */
export function readably(viewport: Viewport, box: Box, pane: Pane): Viewport {
  if (viewport.zoom >= leastReadable) return inSight(viewport, box, pane);
  return {
    zoom: readable,
    x: centred(box.width * readable, pane.width) - box.x * readable,
    y: pane.height / 3 - box.y * readable,
  };
}

function nudge(start: number, size: number, room: number): number {
  const clear = margin * 3;
  if (start < clear) return clear - start;
  return start + size > room - clear ? Math.max(room - clear - size, clear) - start : 0;
}
