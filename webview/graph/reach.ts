import type { Box, PlacedGraph, Point } from "../layout/placed-graph.ts";
import { nodeSize } from "../layout/sizes.ts";
import type { Pane, Viewport } from "../state/app-state.ts";

/** So much of a box stays in sight, in pixels of the screen: enough to tell which box it is, or all of a smaller one. */
const seen = { width: 120, height: 40 } as const;

/** A line that is longer on the screen leads on to a box that is out of sight: across a U, from one of its limbs to the other. */
const longLine = 240;

/**
 * Moved by the shortest way to where enough of some box or long line is in sight; the same object where it is already. Frames do
 * not count: a corner of one may be as empty as the canvas around it.
 */
export function withinReach(viewport: Viewport, placed: PlacedGraph, pane: Pane): Viewport {
  const { x, y, zoom } = viewport;
  let [least, nearest] = [Number.POSITIVE_INFINITY, viewport];
  for (const box of seenThings(placed)) {
    if (isLine(box) && Math.max(box.width, box.height) * zoom < longLine) continue;
    const dx = shift(box.x * zoom + x, box.width * zoom, { room: pane.width, wanted: seen.width });
    const dy = shift(box.y * zoom + y, box.height * zoom, { room: pane.height, wanted: seen.height });
    const way = Math.abs(dx) + Math.abs(dy);
    if (way < exact) return viewport;
    if (way < least) [least, nearest] = [way, { x: x + dx, y: y + dy, zoom }];
  }
  return nearest;
}

/** A sum of fractions is not met to the last digit. */
const exact = 0.01;

interface Wanted {
  readonly room: number;
  readonly wanted: number;
}

/** How far a stretch has to be moved until as much as wanted of it is within the room. */
function shift(start: number, size: number, { room, wanted }: Wanted): number {
  const least = Math.min(wanted, size, room);
  if (start > room - least) return room - least - start;
  return Math.max(least - start - size, 0);
}

/**
 * The straight stretches of lines, and all boxes but frames, which are higher by their titles. Asked for at each move, so the list
 * is made once for a picture.
 */
function seenThings(placed: PlacedGraph): readonly Box[] {
  const known = made.get(placed);
  if (known !== undefined) return known;
  const boxes = [...placed.boxes.values()].filter(({ height }) => height <= nodeSize.height);
  const things = [...boxes, ...[...placed.routes.values()].flatMap(stretches)];
  made.set(placed, things);
  return things;
}

const made = new WeakMap<PlacedGraph, readonly Box[]>();

function stretches(route: readonly Point[]): readonly Box[] {
  return route.slice(1).flatMap((to, index) => {
    const from = route[index];
    if (from === undefined) return [];
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const stretch = { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
    return isLine(stretch) ? [stretch] : [];
  });
}

function isLine({ width, height }: Box): boolean {
  return width === 0 || height === 0;
}
