import { type Crossing, mayMerge, type Route } from "./route-links.ts";
import type { Spread, Stacked } from "./spread.ts";
import { turnedAt, uprightLines } from "./upright-lines.ts";

/*
 * Members that stand side by side would have their lines turn at one height, where two lines that have nothing in common would
 * look like one. Such a stretch moves up or down until it is clear of the others.
 */

/** Lines that run sideways this close to each other look like one. */
const leastApart = 4;

/** How far a stretch may move, the smallest distance first: as far as the widest room that is made for lines. */
const moves = Array.from({ length: 80 }, (_, nth) => leastApart * (nth + 1)).flatMap((by) => [by, -by]);

/** A line goes straight for so long below its source and above its target. */
const leastStraight = 3;
const arrowHead = 8;

export interface KeptApart {
  readonly routes: readonly Route[];
  /** Those for which there was no room. */
  readonly crowded: readonly Crossing[];
}

/** Moves `crossings`, those of the routes, apart. */
export function keptApart(
  stacked: Stacked,
  spread: Spread,
  routes: readonly Route[],
  crossings: readonly Crossing[],
): KeptApart {
  const moved = [...routes];
  const rows = new Map<number, Crossing[]>();
  const crowded: Crossing[] = [];
  const upright = uprightLines(stacked, routes);
  for (const crossing of crossings) {
    const route = moved[crossing.index];
    if (route === undefined) continue;
    const isFree = (y: number): boolean =>
      !nearby(rows, y).some((other) => looksLikeOne({ ...crossing, y }, other)) &&
      (y === crossing.y || (isBetween(route, crossing, y) && isClear(stacked, spread, route, crossing, y)));
    const found = bestHeight(crossing.y, isFree, (y) => upright.merged(crossing, y, moved));
    if (found === null || found.merged > 0) crowded.push(crossing);
    const settled = { ...crossing, y: found?.y ?? crossing.y };
    const row = rowOf(settled.y);
    rows.set(row, [...(rows.get(row) ?? []), settled]);
    if (settled.y !== crossing.y) moved[crossing.index] = turnedAt(route, crossing, settled.y);
  }
  return { routes: moved, crowded };
}

/** The closest free height at which the line runs on top of no other, else on top of the fewest; null where none is free. */
function bestHeight(
  from: number,
  isFree: (y: number) => boolean,
  mergedAt: (y: number) => number,
): { readonly y: number; readonly merged: number } | null {
  let best: { readonly y: number; readonly merged: number } | null = null;
  for (const by of [0, ...moves]) {
    const y = from + by;
    if (!isFree(y)) continue;
    const merged = mergedAt(y);
    if (best === null || merged < best.merged) best = { y, merged };
    if (merged === 0) break;
  }
  return best;
}

function rowOf(y: number): number {
  return Math.floor(y / leastApart);
}

function nearby(rows: ReadonlyMap<number, readonly Crossing[]>, y: number): readonly Crossing[] {
  return [-1, 0, 1].flatMap((by) => rows.get(rowOf(y) + by) ?? []);
}

function looksLikeOne(one: Crossing, other: Crossing): boolean {
  return (
    !mayMerge(one.link, other.link) &&
    Math.abs(one.y - other.y) < leastApart &&
    one.left < other.right &&
    other.left < one.right
  );
}

/** Whether the line still turns below its source, then above its target. */
function isBetween({ start, fork, lane, join, end }: Route, { at }: Crossing, y: number): boolean {
  // A line that turns only once has the whole way for it.
  const [first, last] = [start.y + leastStraight, end.y - arrowHead];
  if (at === "source") return y >= first && y <= (lane === end.x ? last : join);
  return y >= (lane === start.x ? first : fork) && y <= last;
}

/** Whether nothing stands where the line would run: sideways, and on the way that its move makes longer. */
function isClear(
  stacked: Stacked,
  spread: Spread,
  route: Route,
  { at, ...crossing }: Crossing,
  y: number,
): boolean {
  const { left, right } = crossing;
  const near = at === "source" ? route.start.x : route.end.x;
  const x = (at === "source") === y > crossing.y ? near : route.lane;
  const [top, bottom] = [Math.min(y, crossing.y), Math.max(y, crossing.y)];
  return (
    isEmpty(stacked, spread, { left, right, top: y, bottom: y }) &&
    isEmpty(stacked, spread, { left: x, right: x, top, bottom })
  );
}

interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function isEmpty(
  { level, extents, tops }: Stacked,
  { lefts }: Spread,
  { left, right, top, bottom }: Span,
): boolean {
  return level.members.every((_, member) => {
    const { width, height } = extents[member] ?? { width: 0, height: 0 };
    const [x, y] = [lefts[member] ?? 0, tops[member] ?? 0];
    return bottom <= y || top >= y + height || right <= x || left >= x + width;
  });
}
