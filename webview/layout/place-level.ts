import { type Columns, columnsOf } from "./columns.ts";
import { type KeptApart, keptApart } from "./keep-apart.ts";
import type { Level } from "./levels.ts";
import type { Point } from "./placed-graph.ts";
import { type Crossing, cornersOf, crossingsOf, routesOf } from "./route-links.ts";
import { type Below, bottomOf, type Extent, noRoom, type Room, topsOf } from "./rows.ts";
import { canvasPadding, framePadding, type Measures } from "./sizes.ts";
import { type Ports, type Spread, type Stacked, spread } from "./spread.ts";

/** A level laid out, in coordinates from its own upper left corner. */
export interface PlacedLevel {
  readonly width: number;
  readonly height: number;
  /** The size of each member. */
  readonly extents: readonly Extent[];
  /** The upper left corner of each member. */
  readonly places: readonly Point[];
  /** The corners of each link. */
  readonly corners: readonly (readonly Point[])[];
}

/** The most attempts to keep lines from running behind boxes. */
const mostRounds = 24;

/** The most attempts to make room for lines that would run on top of each other. */
const mostWidenings = 4;

/** What its level needs to know of a frame. */
export interface SizedFrame extends Extent {
  readonly ports: Ports;
}

/** Lays out a level; `sizes` has its members that are frames. */
export function placeLevel(level: Level, sizes: readonly (SizedFrame | undefined)[]): PlacedLevel {
  const columns = columnsOf(level);
  const extents = level.members.map(({ kind }, member) =>
    kind === "box" ? level.measures.box : (sizes[member] ?? nothing),
  );
  const ports = level.members.map(({ kind }, member) =>
    kind === "box" ? boxPorts(level.measures) : (sizes[member]?.ports ?? point),
  );
  const parts = { level, columns, extents, ports };
  let last = attempt(parts, noRoom);
  let best = last;
  for (let round = 0; round < mostWidenings && last.apart.crowded.length > 0; round++) {
    last = attempt(parts, widened(last.room, last.apart.crowded));
    if (last.apart.crowded.length < best.apart.crowded.length) best = last;
  }
  return framed(best.stacked, best.spreadOut, best.apart.routes.map(cornersOf));
}

interface Attempt {
  readonly room: Room;
  readonly stacked: Stacked;
  readonly spreadOut: Spread;
  readonly apart: KeptApart;
}

/** With that much further room for lines. */
function attempt(parts: Omit<Stacked, "tops">, room: Room): Attempt {
  const { level, columns, extents } = parts;
  let below: Below = [];
  for (let round = 0; ; round++) {
    const stacked: Stacked = { ...parts, tops: topsOf(level, columns, extents, below, room) };
    const spreadOut = spread(stacked);
    const routes = routesOf(stacked, spreadOut);
    const crossings = crossingsOf(stacked, routes);
    const pushed = round < mostRounds ? pushes(stacked, spreadOut, crossings, below) : [];
    if (pushed.length === 0) {
      return { room, stacked, spreadOut, apart: keptApart(stacked, spreadOut, routes, crossings) };
    }
    below = [...below, ...pushed];
  }
}

/**
 * More tracks above the target, or below the source, of each line that would run on top of another: half as many as there are
 * such lines at that height.
 */
function widened(room: Room, crowded: readonly Crossing[]): Room {
  const heights = new Map<number, number>();
  for (const { y } of crowded) heights.set(y, (heights.get(y) ?? 0) + 1);
  const [above, below] = [[...room.above], [...room.below]];
  for (const { link, at, y } of crowded) {
    const [tracks, member] = at === "target" ? [above, link.to] : [below, link.from];
    const before = (at === "target" ? room.above : room.below)[member] ?? 0;
    tracks[member] = Math.max(tracks[member] ?? 0, before + Math.ceil((heights.get(y) ?? 0) / 2));
  }
  return { above, below };
}

const nothing: Extent = { width: 0, height: 0 };

const point: Ports = { into: () => 0, outOf: () => 0 };

/** Skip connections leave a box to the right of the others. */
export function boxPorts({ box: { width } }: Measures): Ports {
  return { into: () => width / 2, outOf: (port) => width * (port === "skip" ? 0.8 : 0.5) };
}

/** What has to move down so that no line runs sideways behind a box. */
function pushes(stacked: Stacked, { lefts }: Spread, crossings: readonly Crossing[], below: Below): Below {
  const { level, columns, extents, tops } = stacked;
  const found: { readonly upper: number; readonly lower: number }[] = [];
  for (const { link, at, y, left, right } of crossings) {
    for (const member of level.members.keys()) {
      const { width, height } = extents[member] ?? nothing;
      const [x, top] = [lefts[member] ?? 0, tops[member] ?? 0];
      if (member === link.from || member === link.to || y <= top || y >= top + height) continue;
      if (right <= x || left >= x + width) continue;
      const push = at === "source" ? { upper: link.from, lower: member } : { upper: member, lower: link.to };
      if (!leads(push.lower, push.upper, level, columns, [...below, ...found])) found.push(push);
    }
  }
  return found;
}

/** Whether one member must stand above the other. */
function leads(from: number, to: number, { links }: Level, { backward }: Columns, below: Below): boolean {
  const seen = new Set([from]);
  const pending = [from];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at === to) return true;
    const reached = [
      ...links.flatMap((link, index) => (link.from === at && !backward.has(index) ? [link.to] : [])),
      ...below.flatMap(({ upper, lower }) => (upper === at ? [lower] : [])),
    ];
    for (const next of reached) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return false;
}

/** Adds the padding, and counts everything from the upper left corner. */
function framed(
  { level, extents, tops }: Stacked,
  { lefts }: Spread,
  corners: readonly (readonly Point[])[],
): PlacedLevel {
  const padding = level.framed ? framePadding : canvasPadding;
  const xs = corners.flatMap((points) => points.map(({ x }) => x));
  const rights = lefts.map((left, member) => left + (extents[member]?.width ?? 0));
  const least = [...lefts, ...xs].reduce((low, x) => Math.min(low, x), Number.POSITIVE_INFINITY);
  const most = [...rights, ...xs].reduce((high, x) => Math.max(high, x), Number.NEGATIVE_INFINITY);
  if (least > most) return { width: 2 * padding, height: 2 * padding, extents, places: [], corners: [] };
  const down = level.framed ? 0 : canvasPadding;
  const edge = level.framed ? level.measures.edge : 0;
  const moved = ({ x, y }: Point): Point => ({ x: x - least + padding + edge, y: y + down });
  return {
    width: most - least + 2 * padding + edge,
    height: bottomOf(level, tops, extents) + 2 * down,
    extents,
    places: lefts.map((x, member) => moved({ x, y: tops[member] ?? 0 })),
    corners: corners.map((points) => points.map(moved)),
  };
}
