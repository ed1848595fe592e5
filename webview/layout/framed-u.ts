import { withoutIdle } from "./corners.ts";
import type { Level } from "./levels.ts";
import { boxPorts, type PlacedLevel, type SizedFrame } from "./place-level.ts";
import type { Point } from "./placed-graph.ts";
import { canvasPadding, framePadding } from "./sizes.ts";

/*
 * A U within a frame: one line comes in above its first member, and one leaves its last member, at the upper right. That line goes
 * around the U, to below where the other one came in, so that what follows the frame stands straight below what precedes it.
 */

/** A level without the places where lines cross its border. */
export interface Core {
  readonly level: Level;
  /** Its members and links by their indices in the whole level. */
  readonly members: readonly number[];
  readonly links: readonly number[];
  /** The links that come in and leave, of the whole level; null for the canvas, which none crosses. */
  readonly border: { readonly entry: number; readonly exit: number } | null;
}

/** Null where other lines than the one to the first member and the one from the last cross the border. */
export function coreOf(level: Level): Core | null {
  const { members, links } = level;
  const border = level.framed ? borderOf(level) : null;
  if (level.framed && border === null) return null;
  const isInner = (member: number): boolean => !["entry", "exit"].includes(members[member]?.kind ?? "");
  const own = [...members.keys()].filter(isInner);
  const places = new Map(own.map((member, place) => [member, place]));
  const inner = [...links.keys()].filter((link) => link !== border?.entry && link !== border?.exit);
  const moved = inner.flatMap((index) => {
    const link = links[index];
    return link === undefined
      ? []
      : [{ ...link, from: places.get(link.from) ?? 0, to: places.get(link.to) ?? 0 }];
  });
  const core = { ...level, framed: false, members: own.flatMap((one) => members[one] ?? []), links: moved };
  return { level: core, members: own, links: inner, border };
}

function borderOf({ members, links }: Level): Core["border"] {
  const entries = links.flatMap(({ from }, index) => (members[from]?.kind === "entry" ? [index] : []));
  const exits = links.flatMap(({ to }, index) => (members[to]?.kind === "exit" ? [index] : []));
  const [entry, exit] = [entries[0], exits[0]];
  if (entries.length !== 1 || exits.length !== 1 || entry === undefined || exit === undefined) return null;
  const [first, last] = [links[entry]?.to, links[exit]?.from];
  const isAlone = links.every(
    ({ from, to }, index) => (to !== first || index === entry) && (from !== last || index === exit),
  );
  return isAlone ? { entry, exit } : null;
}

/** Between the U and the line around it, on each side. */
const around = 12;

/** The frame around a U that is laid out by itself; null where something stands in the way of the lines that cross the border. */
export function framedU(
  level: Level,
  core: Core,
  placed: PlacedLevel,
  sizes: readonly (SizedFrame | undefined)[],
): PlacedLevel | null {
  if (core.border === null) return placed;
  const [entry, exit] = [level.links[core.border.entry], level.links[core.border.exit]];
  if (entry === undefined || exit === undefined) return null;
  const left = framePadding - canvasPadding;
  const top = level.measures.header + framePadding + around - canvasPadding;
  const moved = ({ x, y }: Point): Point => ({ x: x + left, y: y + top });
  const places = level.members.map((): Point => ({ x: 0, y: 0 }));
  const extents = level.members.map(() => ({ width: 0, height: 0 }));
  const corners: (readonly Point[])[] = level.links.map(() => []);
  for (const [index, member] of core.members.entries()) {
    places[member] = moved(placed.places[index] ?? { x: 0, y: 0 });
    extents[member] = placed.extents[index] ?? { width: 0, height: 0 };
  }
  for (const [index, link] of core.links.entries()) corners[link] = (placed.corners[index] ?? []).map(moved);
  const [first, last] = [places[entry.to], places[exit.from]];
  if (first === undefined || last === undefined) return null;
  const ports = (member: number) => sizes[member]?.ports ?? boxPorts(level.measures);
  const into = first.x + ports(entry.to).into(entry.toPort);
  // What is on the way up stands upside down.
  const outOf = last.x + (extents[exit.from]?.width ?? 0) - ports(exit.from).outOf(exit.fromPort);
  const lane = left + placed.width - canvasPadding + around;
  const below = top + placed.height - canvasPadding + around;
  const height = below + framePadding;
  places[entry.from] = { x: into, y: 0 };
  places[exit.to] = { x: into, y: height };
  const isClear = core.members.every((member) => {
    const [{ x, y }, { width }] = [places[member] ?? first, extents[member] ?? { width: 0 }];
    const aboveFirst = member !== entry.to && y < first.y && x <= into && into <= x + width;
    return !aboveFirst && (y >= last.y || x + width < outOf);
  });
  corners[core.border.entry] = [
    { x: into, y: 0 },
    { x: into, y: first.y },
  ];
  corners[core.border.exit] = withoutIdle([
    { x: outOf, y: last.y },
    { x: outOf, y: last.y - around },
    { x: lane, y: last.y - around },
    { x: lane, y: below },
    { x: into, y: below },
    { x: into, y: height },
  ]);
  return isClear ? { width: lane + framePadding, height, extents, places, corners } : null;
}
