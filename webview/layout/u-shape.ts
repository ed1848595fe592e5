import { columnsOf } from "./columns.ts";
import type { Level, Link } from "./levels.ts";

/*
 * A U-Net is recognised by its resolutions, not by names: along the level they fall to a lowest one, then rise again, and what
 * was seen on the way down is joined on the way up, each resolution with its own.
 */

/** A level as a U. Members and links are given by their indices. */
export interface UShape {
  /** From the input to the lowest resolution, … */
  readonly down: readonly number[];
  /** … there, … */
  readonly bottom: readonly number[];
  /** … and back up. */
  readonly up: readonly number[];
  /** The links that lead straight across, the highest first. Those with both ends in common follow one another. */
  readonly across: readonly number[];
  /** The one link that leads to the bottom, and the one that leads away from it. */
  readonly into: number;
  readonly outOf: number;
}

/** What recognising a U takes besides the level. */
export interface Seen {
  /** Height × width of what a link carries; null where it is no image, or its size is not known. */
  readonly pixelsOf: (link: Link) => number | null;
  /** Whether a member is one layer rather than a block of several. */
  readonly isLayer: (member: number) => boolean;
}

/** The level as a U, or null where it is none. */
export function uShapeOf(level: Level, { pixelsOf, isLayer }: Seen): UShape | null {
  const { members, links } = level;
  if (members.some(({ kind }) => kind === "entry" || kind === "exit")) return null;
  const pixels = links.flatMap((link) => pixelsOf(link) ?? []);
  if (links.length < 4 || pixels.length < links.length) return null;
  const { order, backward } = columnsOf(level);
  const sides = backward.size > 0 ? null : sidesOf(level, order, lowestOf(level, order, pixels));
  const crossing = sides && crossingsOf(level, sides);
  const across = crossing && nested(level, crossing.across, order);
  if (sides === null || crossing === null || across === null) return null;
  const shape = { ...sides, ...crossing, across };
  return falls(shape, pixels) && joinsEqual(level, shape, { pixels, isLayer }) ? shape : null;
}

/**
 * The members that read and make nothing larger than the lowest resolution, in order; else the block that makes it of what is
 * larger.
 */
function lowestOf(
  { members, links }: Level,
  order: readonly number[],
  pixels: readonly number[],
): readonly number[] {
  const least = pixels.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY);
  const reads = members.map(() => 0);
  const makes = members.map(() => 0);
  for (const [index, { from, to }] of links.entries()) {
    reads[to] = Math.max(reads[to] ?? 0, pixels[index] ?? 0);
    makes[from] = Math.max(makes[from] ?? 0, pixels[index] ?? 0);
  }
  const within = order.filter((member) => reads[member] === least && makes[member] === least);
  return within.length > 0 ? within : order.filter((member) => makes[member] === least).slice(0, 1);
}

type Sides = Pick<UShape, "down" | "bottom" | "up">;

/** What leads to the lowest members, and what they lead to; null where there is anything else. */
function sidesOf(
  { members, links }: Level,
  order: readonly number[],
  bottom: readonly number[],
): Sides | null {
  const next: number[][] = members.map(() => []);
  const previous: number[][] = members.map(() => []);
  for (const { from, to } of links) {
    next[from]?.push(to);
    previous[to]?.push(from);
  }
  const low = new Set(bottom);
  const above = reaching([...order].reverse(), low, next);
  const below = reaching(order, low, previous);
  const down = order.filter((member) => above.has(member) && !low.has(member));
  const up = order.filter((member) => below.has(member) && !low.has(member));
  const all = new Set([...down, ...bottom, ...up]);
  const isWhole = all.size === members.length && down.length + bottom.length + up.length === all.size;
  return isWhole && down.length > 0 && up.length > 0 ? { down, bottom, up } : null;
}

/** The goals and what leads to them; each member comes after those that it leads to. */
function reaching(
  order: readonly number[],
  goals: ReadonlySet<number>,
  next: readonly (readonly number[])[],
): ReadonlySet<number> {
  const found = new Set(goals);
  for (const member of order) if (next[member]?.some((one) => found.has(one))) found.add(member);
  return found;
}

/** The links between the sides; null where not just one leads to the bottom and one away from it, or none across. */
function crossingsOf(
  { links }: Level,
  { down, bottom, up }: Sides,
): Pick<UShape, "across" | "into" | "outOf"> | null {
  const sides = [new Set(down), new Set(bottom), new Set(up)] as const;
  const between = (from: 0 | 1, to: 1 | 2): readonly number[] =>
    links.flatMap((link, index) => (sides[from].has(link.from) && sides[to].has(link.to) ? [index] : []));
  const [into, ...moreInto] = between(0, 1);
  const [outOf, ...moreOutOf] = between(1, 2);
  const across = between(0, 2);
  if (into === undefined || outOf === undefined || moreInto.length + moreOutOf.length > 0) return null;
  return across.length === 0 ? null : { across, into, outOf };
}

/** The links across, of which each encloses the next or has both its ends; null where two cross, or share one end. */
function nested(
  { links }: Level,
  across: readonly number[],
  order: readonly number[],
): readonly number[] | null {
  const place = new Map(order.map((member, index) => [member, index]));
  const from = (link: number): number => place.get(links[link]?.from ?? -1) ?? 0;
  const to = (link: number): number => place.get(links[link]?.to ?? -1) ?? 0;
  const sorted = [...across].sort((a, b) => from(a) - from(b));
  const encloses = sorted.slice(1).every((link, index) => {
    const outer = sorted[index] ?? link;
    const isParallel = from(outer) === from(link) && to(outer) === to(link);
    return isParallel || (from(outer) < from(link) && to(outer) > to(link));
  });
  return encloses ? sorted : null;
}

/** Whether the lower a link leads across, the less it carries, and all of them more than the lowest resolution. */
function falls({ across, outOf }: UShape, pixels: readonly number[]): boolean {
  const sizes = [...across, outOf].map((index) => pixels[index] ?? 0);
  const isLess = sizes.slice(1).every((size, index) => size <= (sizes[index] ?? 0));
  return isLess && (sizes.at(-2) ?? 0) > (sizes.at(-1) ?? 0);
}

/** A block enlarges what comes from below by so much at most, before it joins it: four times each side. */
export const mostEnlarged = 16;

/**
 * Whether what is joined has one size, as far as can be seen: a gate that multiplies an image by one number for each channel is no
 * way up. A block may enlarge what comes from below first.
 */
function joinsEqual(
  { links }: Level,
  { across }: UShape,
  { pixels, isLayer }: { readonly pixels: readonly number[]; readonly isLayer: Seen["isLayer"] },
): boolean {
  return across.every((index) => {
    const to = links[index]?.to ?? -1;
    const own = pixels[index] ?? 0;
    const least = isLayer(to) ? own : own / mostEnlarged;
    return links.every((link, other) => {
      const size = pixels[other] ?? 0;
      return link.to !== to || (size >= least && size <= own);
    });
  });
}
