import { withoutIdle } from "./corners.ts";
import type { Link } from "./levels.ts";
import type { Point } from "./placed-graph.ts";
import { mostTracks, trackGap } from "./rows.ts";
import type { Spread, Stacked } from "./spread.ts";

/** The way of a link: down, sideways below its source, down its lane, sideways above its target, down. */
export interface Route {
  readonly start: Point;
  /** The height at which it turns towards its lane, … */
  readonly fork: number;
  readonly lane: number;
  /** … and towards its target. */
  readonly join: number;
  readonly end: Point;
}

/** The route of each link. */
export function routesOf(stacked: Stacked, { lefts, lanes }: Spread): readonly Route[] {
  const { level, extents, ports, tops } = stacked;
  const arrivals = arrivalsOf(stacked, { lefts, lanes });
  return level.links.map((link, index) => {
    const { from, to, fromPort } = link;
    const start = {
      x: (lefts[from] ?? 0) + (ports[from]?.outOf(fromPort) ?? 0),
      y: (tops[from] ?? 0) + (extents[from]?.height ?? 0),
    };
    const { x = 0, track = 0 } = arrivals[index] ?? {};
    const end = { x, y: tops[to] ?? 0 };
    const fork = start.y + trackBelow(stacked, link);
    return { start, fork, lane: lanes[index] ?? 0, join: end.y - track, end };
  });
}

export function cornersOf({ start, fork, lane, join, end }: Route): readonly Point[] {
  const turns = [
    { x: start.x, y: fork },
    { x: lane, y: fork },
    { x: lane, y: join },
    { x: end.x, y: join },
  ];
  return withoutIdle([start, ...turns, end]);
}

/** Lines from one place, or to one place, may run together. */
export function mayMerge(one: Link, other: Link): boolean {
  const isFromOne = one.from === other.from && one.fromPort === other.fromPort;
  return isFromOne || (one.to === other.to && one.toPort === other.toPort);
}

/** A stretch of a line that runs sideways, below its source or above its target. */
export interface Crossing {
  readonly link: Link;
  /** Of the link. */
  readonly index: number;
  readonly at: "source" | "target";
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

export function crossingsOf({ level }: Stacked, routes: readonly Route[]): readonly Crossing[] {
  return level.links.flatMap((link, index): readonly Crossing[] => {
    const route = routes[index];
    if (route === undefined) return [];
    const { start, fork, lane, join, end } = route;
    const crossings: Crossing[] = [];
    if (start.x !== lane) crossings.push({ link, index, at: "source", y: fork, ...span(start.x, lane) });
    if (end.x !== lane) crossings.push({ link, index, at: "target", y: join, ...span(lane, end.x) });
    return crossings;
  });
}

function span(a: number, b: number): { readonly left: number; readonly right: number } {
  return { left: Math.min(a, b), right: Math.max(a, b) };
}

/** How far below its source a line turns. Skip connections turn first, so that they pass above the branches. */
function trackBelow({ level }: Stacked, { from, skip }: Link): number {
  const turn = skip ? trackGap : 2 * trackGap;
  return level.members[from]?.kind === "entry" ? level.measures.header + turn / 2 : turn;
}

interface Arrival {
  /** Where the link meets its target. */
  readonly x: number;
  /** How far above it the link turns. */
  readonly track: number;
}

/** Where links meet their targets: the straight one in the middle, the others beside it, ordered like their lanes. */
function arrivalsOf(
  { level, columns, extents, ports }: Stacked,
  { lefts, lanes }: Spread,
): readonly Arrival[] {
  const arrivals: Arrival[] = level.links.map(({ to, toPort }) => ({
    x: (lefts[to] ?? 0) + (ports[to]?.into(toPort) ?? 0),
    track: trackGap + 2,
  }));
  const joining: number[][] = level.members.map(() => []);
  for (const [index, { to }] of level.links.entries())
    if (columns.ways[index] === "join" || columns.ways[index] === "beside") joining[to]?.push(index);
  for (const [member, links] of joining.entries()) {
    const left = lefts[member] ?? 0;
    const width = extents[member]?.width ?? 0;
    const isBox = level.members[member]?.kind === "box";
    const laneOf = (index: number): number => lanes[index] ?? 0;
    const sides = [
      links.filter((index) => laneOf(index) > left + width / 2).sort((a, b) => laneOf(a) - laneOf(b)),
      links.filter((index) => laneOf(index) <= left + width / 2).sort((a, b) => laneOf(b) - laneOf(a)),
    ];
    for (const [side, those] of sides.entries()) {
      // The closest lane turns first and meets its target closest to the middle, so that no two lines cross.
      for (const [nth, index] of those.entries()) {
        const share = shareOf(nth, those.length);
        const x = left + width * (side === 0 ? share : 1 - share);
        const above = those.length > mostTracks ? 0 : those.length - 1 - nth;
        arrivals[index] = {
          x: isBox ? x : (arrivals[index]?.x ?? x),
          track: trackGap + 2 + trackGap * above,
        };
      }
    }
  }
  return arrivals;
}

/** How far along the target's width a line arrives from the right; lines that share a track arrive together. */
function shareOf(nth: number, count: number): number {
  return count === 1 || count > mostTracks ? 0.8 : 0.5 + (0.45 * (nth + 1)) / count;
}
