import type { Columns } from "./columns.ts";
import type { Level } from "./levels.ts";
import { framePadding, type Measures } from "./sizes.ts";

/** What is known of a member before it is placed. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The vertical distance between lines that run sideways. */
export const trackGap = 8;

/** With more joining lines than this, they all share one track. */
export const mostTracks = 5;

/** Members that must stand below others without a link between them. */
export type Below = readonly { readonly upper: number; readonly lower: number }[];

/** Further tracks for lines, above and below each member. */
export interface Room {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

export const noRoom: Room = { above: [], below: [] };

/** The top of each member: as high as those above it allow. Exits stand on the lower border. */
export function topsOf(
  level: Level,
  columns: Columns,
  extents: readonly Extent[],
  below: Below,
  room = noRoom,
): readonly number[] {
  const first = level.framed ? level.measures.header + framePadding : 0;
  const tops: number[] = level.members.map(({ kind }) => (kind === "entry" ? 0 : first));
  const joins = joinsOf(level, columns);
  const needs = requirements(level, columns, below);
  for (const member of sorted(level.members.length, needs)) {
    for (const { upper, gap } of needs[member] ?? []) {
      const tracks = (joins[member] ?? 0) + (room.above[member] ?? 0) + (room.below[upper] ?? 0);
      const top = (tops[upper] ?? 0) + (extents[upper]?.height ?? 0) + gap + trackGap * tracks;
      tops[member] = Math.max(tops[member] ?? 0, top);
    }
  }
  const bottom = bottomOf(level, tops, extents);
  return level.members.map(({ kind }, member) => (kind === "exit" ? bottom : (tops[member] ?? 0)));
}

/** The lower border: below all members, and below the lines on their way out. */
export function bottomOf(
  { framed, members, measures }: Level,
  tops: readonly number[],
  extents: readonly Extent[],
): number {
  const padding = framed ? framePadding + measures.footer : 0;
  const bottoms = members.map(
    ({ kind }, member) =>
      (tops[member] ?? 0) + (kind === "exit" ? 0 : (extents[member]?.height ?? 0) + padding),
  );
  return bottoms.reduce((most, bottom) => Math.max(most, bottom), 0);
}

/** Tracks that each member needs above it beyond the first. */
function joinsOf({ members, links }: Level, { ways }: Columns): readonly number[] {
  const counts = members.map(() => 0);
  for (const [index, { to }] of links.entries()) {
    if (ways[index] === "join" || ways[index] === "beside") counts[to] = (counts[to] ?? 0) + 1;
  }
  return counts.map((count) => (count > mostTracks ? 0 : Math.max(count - 1, 0)));
}

interface Need {
  readonly upper: number;
  readonly gap: number;
}

function requirements(
  { members, links, measures }: Level,
  { backward, ways }: Columns,
  below: Below,
): readonly Need[][] {
  const needs: Need[][] = members.map(() => []);
  for (const [index, { from, to }] of links.entries()) {
    if (backward.has(index)) continue;
    const ends = { from: members[from]?.kind, to: members[to]?.kind };
    needs[to]?.push({ upper: from, gap: gapBetween(measures, ends, ways[index] === "straight") });
  }
  for (const { upper, lower } of below) needs[lower]?.push({ upper, gap: measures.gap });
  return needs;
}

type Kind = Level["members"][number]["kind"] | undefined;

interface Ends {
  readonly from: Kind;
  readonly to: Kind;
}

/** A frame has its title above its content; a line that does not go straight on needs room to turn. */
function gapBetween({ header, footer, gap }: Measures, { from, to }: Ends, straight: boolean): number {
  const turn = straight ? 0 : trackGap;
  if (from === "entry" && to === "exit") return header + footer + 2 * framePadding + turn;
  if (from === "entry") return header + framePadding + turn;
  return to === "exit" ? framePadding + footer + turn : gap;
}

/** Every member after those that it must stand below. */
function sorted(count: number, needs: readonly (readonly Need[])[]): readonly number[] {
  const followers: number[][] = Array.from({ length: count }, () => []);
  const waiting = needs.map((list) => list.length);
  for (const [lower, list] of needs.entries()) for (const { upper } of list) followers[upper]?.push(lower);
  const ready = waiting.flatMap((left, member) => (left === 0 ? [member] : []));
  for (const member of ready) {
    for (const lower of followers[member] ?? []) {
      waiting[lower] = (waiting[lower] ?? 0) - 1;
      if (waiting[lower] === 0) ready.push(lower);
    }
  }
  return ready;
}
