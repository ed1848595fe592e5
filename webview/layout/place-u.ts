import { withoutIdle } from "./corners.ts";
import type { Level } from "./levels.ts";
import { boxPorts, type PlacedLevel, placeLevel, type SizedFrame } from "./place-level.ts";
import type { Point } from "./placed-graph.ts";
import { canvasPadding } from "./sizes.ts";
import type { UShape } from "./u-shape.ts";

/*
 * The two sides of a U are laid out as levels of their own, the one on the way up upside down, so that its lines run up. Then both
 * are stretched until each link across runs at one height.
 */

/** Below what a link across leaves, and below what it reaches: between the tracks of other lines. */
const belowSource = 20;
const belowTarget = 22;
/** Of links across that have both ends in common, each runs above the one before: between other tracks, too. */
const apart = -8;

/** Between the sides, at least, and between what is lowest of them and the bottom. */
const leastGap = 72;
const bottomGap = 48;

/** Lays out a level as a U; null where a box stands in the way of a link across. */
export function placeU(level: Level, shape: UShape, sizes: FrameSizes): PlacedLevel | null {
  const place = (members: readonly number[]): Limb => limbOf(level, members, sizes);
  const [left, bottom, right] = [place(shape.down), place(shape.bottom), upsideDown(place(shape.up))];
  const heights = heightsOf(level, shape, { left, right });
  if (heights === null) return null;
  return joinedParts(level, shape, sizes, {
    left: stretched(left, heights.left),
    bottom,
    right: stretched(right, heights.right),
  });
}

/** Some members of the level, laid out by themselves. Members and links have the indices of the level. */
interface Placed {
  readonly places: ReadonlyMap<number, Point>;
  readonly extents: ReadonlyMap<number, PlacedLevel["extents"][number]>;
  readonly corners: ReadonlyMap<number, readonly Point[]>;
}

interface Limb extends Placed {
  readonly width: number;
  readonly height: number;
}

function limbOf(level: Level, members: readonly number[], sizes: FrameSizes): Limb {
  const sorted = [...members].sort((a, b) => a - b);
  const indices = new Map(sorted.map((member, index) => [member, index]));
  const links = level.links.flatMap((link, index) => {
    const [from, to] = [indices.get(link.from), indices.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ index, link: { ...link, from, to } }];
  });
  const placed = placeLevel(
    {
      ...level,
      members: sorted.flatMap((member) => level.members[member] ?? []),
      links: links.map(({ link }) => link),
    },
    sorted.map((member) => sizes[member]),
  );
  const within = ({ x, y }: Point): Point => ({ x: x - canvasPadding, y: y - canvasPadding });
  const at = <T>(list: readonly T[], index: number): readonly T[] => list.slice(index, index + 1);
  return {
    width: placed.width - 2 * canvasPadding,
    height: placed.height - 2 * canvasPadding,
    places: new Map(
      sorted.flatMap((member, i) => at(placed.places, i).map((one) => [member, within(one)] as const)),
    ),
    extents: new Map(
      sorted.flatMap((member, i) => at(placed.extents, i).map((one) => [member, one] as const)),
    ),
    corners: new Map(
      links.flatMap(({ index }, i) => at(placed.corners, i).map((one) => [index, one.map(within)] as const)),
    ),
  };
}

/** Rotated by 180°, so that skip connections, which a layout has at the right, come in at the left. */
function upsideDown(limb: Limb): Limb {
  const { width, height, extents } = limb;
  const rotated = ({ x, y }: Point): Point => ({ x: width - x, y: height - y });
  const corner = (member: number, place: Point): Point => {
    const { x, y } = rotated(place);
    const extent = extents.get(member) ?? { width: 0, height: 0 };
    return { x: x - extent.width, y: y - extent.height };
  };
  return {
    ...limb,
    places: new Map([...limb.places].map(([member, place]) => [member, corner(member, place)])),
    corners: new Map([...limb.corners].map(([link, points]) => [link, points.map(rotated)])),
  };
}

/** A height in a limb, below which all moves down. */
interface Slack {
  readonly below: number;
  readonly by: number;
}

interface Heights {
  readonly left: readonly Slack[];
  readonly right: readonly Slack[];
}

/** By how much each side is stretched above each link across. */
function heightsOf(
  { links }: Level,
  { across }: UShape,
  { left, right }: { readonly left: Limb; readonly right: Limb },
): Heights | null {
  const slacks: Record<"left" | "right", Slack[]> = { left: [], right: [] };
  const moved = { left: 0, right: 0 };
  const last = { left: Number.NEGATIVE_INFINITY, right: Number.NEGATIVE_INFINITY };
  for (const index of across) {
    const { from = -1, to = -1 } = links[index] ?? {};
    const below = apart * placeAmong(links, across, index);
    const at = {
      left: lowerEdge(left, from) + belowSource + below,
      right: lowerEdge(right, to) + belowTarget + below,
    };
    if (!isClear(left, at.left) || !isClear(right, at.right)) return null;
    const lack = at.left + moved.left - at.right - moved.right;
    const side = lack < 0 ? "left" : "right";
    slacks[side].push({ below: last[side], by: Math.abs(lack) });
    moved[side] += Math.abs(lack);
    last.left = at.left;
    last.right = at.right;
  }
  return slacks;
}

/** How many links across with the same ends come before this one. */
function placeAmong(links: Level["links"], across: readonly number[], index: number): number {
  const { from, to } = links[index] ?? {};
  const before = across.slice(0, across.indexOf(index));
  return before.filter((other) => links[other]?.from === from && links[other]?.to === to).length;
}

function lowerEdge({ places, extents }: Placed, member: number): number {
  return (places.get(member)?.y ?? 0) + (extents.get(member)?.height ?? 0);
}

function isClear(limb: Limb, y: number): boolean {
  return [...limb.places].every(([member, place]) => y <= place.y || y >= lowerEdge(limb, member));
}

function stretched(limb: Limb, slacks: readonly Slack[]): Limb {
  const moved = ({ x, y }: Point): Point => ({
    x,
    y: slacks.reduce((sum, { below, by }) => (y > below ? sum + by : sum), y),
  });
  return {
    ...limb,
    height: moved({ x: 0, y: limb.height }).y,
    places: new Map([...limb.places].map(([member, place]) => [member, moved(place)])),
    corners: new Map([...limb.corners].map(([link, points]) => [link, points.map(moved)])),
  };
}

interface Limbs {
  readonly left: Limb;
  readonly bottom: Limb;
  readonly right: Limb;
}

/** The sides beside each other, the bottom between and below them, and the links from one to another. */
function joinedParts(
  level: Level,
  shape: UShape,
  sizes: FrameSizes,
  { left, bottom, right }: Limbs,
): PlacedLevel {
  const { into, outOf } = shape;
  const start = fromX(level, left, sizes, into);
  const end = toX(level, right, sizes, { link: outOf, up: true });
  const room = Math.max(leastGap, bottom.width + 2 * bottomGap - (left.width - start) - end);
  const bottomY = Math.max(left.height, right.height) + bottomGap;
  const all = merged([
    movedBy(left, { x: canvasPadding, y: canvasPadding }),
    movedBy(bottom, {
      x: canvasPadding + (start + left.width + room + end - bottom.width) / 2,
      y: canvasPadding + bottomY,
    }),
    movedBy(right, { x: canvasPadding + left.width + room, y: canvasPadding }),
  ]);
  const height = bottomY + bottom.height + bottomGap;
  const corners = new Map(all.corners);
  for (const link of [...shape.across, into, outOf]) {
    const up = link !== into;
    const { source, target } = endsOf(level, all, sizes, { link, up });
    const below = belowSource + apart * placeAmong(level.links, shape.across, link);
    const y = link === into ? target.y - 12 : link === outOf ? height - 4 : source.y + below;
    corners.set(link, withoutIdle([source, { x: source.x, y }, { x: target.x, y }, target]));
  }
  return {
    width: left.width + room + right.width + 2 * canvasPadding,
    height: height + 2 * canvasPadding,
    extents: level.members.map((_, member) => all.extents.get(member) ?? { width: 0, height: 0 }),
    places: level.members.map((_, member) => all.places.get(member) ?? { x: 0, y: 0 }),
    corners: level.links.map((_, link) => corners.get(link) ?? []),
  };
}

type FrameSizes = readonly (SizedFrame | undefined)[];

/** Where a link between two limbs leaves its source and reaches its target, from above or below. */
function endsOf(
  level: Level,
  limb: Placed,
  sizes: FrameSizes,
  { link, up }: { readonly link: number; readonly up: boolean },
): { readonly source: Point; readonly target: Point } {
  const { from = -1, to = -1 } = level.links[link] ?? {};
  return {
    source: { x: fromX(level, limb, sizes, link), y: lowerEdge(limb, from) },
    target: {
      x: toX(level, limb, sizes, { link, up }),
      y: up ? lowerEdge(limb, to) : (limb.places.get(to)?.y ?? 0),
    },
  };
}

function fromX({ links, measures }: Level, { places }: Placed, sizes: FrameSizes, index: number): number {
  const { from = -1, fromPort = "" } = links[index] ?? {};
  const port = sizes[from]?.ports.outOf(fromPort) ?? boxPorts(measures).outOf(fromPort);
  return (places.get(from)?.x ?? 0) + port;
}

/** What comes straight across reaches a box at its left. */
function toX(
  { links, measures }: Level,
  { places, extents }: Placed,
  sizes: FrameSizes,
  { link, up }: { readonly link: number; readonly up: boolean },
): number {
  const { to = -1, toPort = "", skip = false } = links[link] ?? {};
  const box = skip ? measures.box.width * 0.9 : boxPorts(measures).into(toPort);
  const port = sizes[to]?.ports.into(toPort) ?? box;
  return (places.get(to)?.x ?? 0) + (up ? (extents.get(to)?.width ?? 0) - port : port);
}

function movedBy(limb: Placed, by: Point): Placed {
  const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  return {
    ...limb,
    places: new Map([...limb.places].map(([member, place]) => [member, moved(place)])),
    corners: new Map([...limb.corners].map(([link, points]) => [link, points.map(moved)])),
  };
}

function merged(limbs: readonly Placed[]): Placed {
  return {
    places: new Map(limbs.flatMap(({ places }) => [...places])),
    extents: new Map(limbs.flatMap(({ extents }) => [...extents])),
    corners: new Map(limbs.flatMap(({ corners }) => [...corners])),
  };
}
