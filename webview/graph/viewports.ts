import type { Box, PlacedGraph } from "../layout/placed-graph.ts";
import type { Viewport } from "../state/app-state.ts";

export interface Pane {
  readonly width: number;
  readonly height: number;
}

const margin = 12;
/** Below this zoom a box's text is hard to read. */
const readable = 0.85;
export const leastZoom = 0.05;

/**
 * How a model is first shown: whole where that is legible, otherwise from its top at the width of the pane. A long chain
 * shrunk to fit would be an illegible sliver.
 */
export function firstViewport(placed: PlacedGraph, pane: Pane): Viewport {
  const whole = wholeZoom(placed, pane);
  const wide = Math.min((pane.width - 2 * margin) / placed.width, 1);
  const zoom = whole >= readable ? whole : Math.max(wide, 0.3);
  return { x: centred(placed.width * zoom, pane.width), y: margin, zoom };
}

/** All of it, however small. */
export function wholeViewport(placed: PlacedGraph, pane: Pane): Viewport {
  const zoom = Math.max(wholeZoom(placed, pane), leastZoom);
  return { x: centred(placed.width * zoom, pane.width), y: centred(placed.height * zoom, pane.height), zoom };
}

function wholeZoom({ width, height }: PlacedGraph, pane: Pane): number {
  return Math.min((pane.width - 2 * margin) / width, (pane.height - 2 * margin) / height, 1);
}

function centred(size: number, room: number): number {
  return (room - size) / 2;
}

/** The viewport moved so that the box stays where it was on the screen: what was just clicked must not jump. */
export function anchored(viewport: Viewport, before: Box, after: Box): Viewport {
  const { x, y, zoom } = viewport;
  const shift = (before.x + before.width / 2 - after.x - after.width / 2) * zoom;
  return { zoom, x: x + shift, y: y + (before.y - after.y) * zoom };
}

/** The viewport moved just far enough to see the top of the box; the same object where that is visible already. */
export function inSight(viewport: Viewport, box: Box, pane: Pane): Viewport {
  const { x, y, zoom } = viewport;
  const dx = nudge(box.x * zoom + x, Math.min(box.width * zoom, pane.width - 2 * margin), pane.width);
  const dy = nudge(box.y * zoom + y, Math.min(box.height, 60) * zoom, pane.height);
  return dx === 0 && dy === 0 ? viewport : { zoom, x: x + dx, y: y + dy };
}

function nudge(start: number, size: number, room: number): number {
  const clear = margin * 3;
  if (start < clear) return clear - start;
  return start + size > room - clear ? Math.max(room - clear - size, clear) - start : 0;
}
