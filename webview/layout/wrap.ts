import { withoutIdle } from "./corners.ts";
import type { Level } from "./levels.ts";
import type { PlacedLevel } from "./place-level.ts";
import type { Box, Point } from "./placed-graph.ts";
import { canvasPadding, framePadding } from "./sizes.ts";

/*
 * A long level is cut where few lines cross, and its stretches are set side by side as columns. The lines go on from below
 * one column, through the gap, to above the next, around each other so that none crosses another.
 */

/** Between two columns: space for the lines. */
const columnGap = 48;

/** Above and below the columns: space for the lines to turn. */
const turn = 24;

/** Between lines that turn together, and the most that do. */
const trackGap = 6;
const mostLines = 3;

/** Lower levels are not wrapped. */
const leastHeight = 1200;

export function wrapped(level: Level, placed: PlacedLevel, ratio: number): PlacedLevel {
  if (placed.height < leastHeight) return placed;
  const cuts = cutsOf(level, placed);
  const count = bestCount(placed, ratio, cuts.length + 1);
  const chosen = evenly(cuts, count, placed.height);
  return chosen.length === 0 ? placed : inColumns(level, placed, chosen);
}

/** As many columns as come closest to the wanted ratio of width to height. */
function bestCount({ width, height }: PlacedLevel, ratio: number, most: number): number {
  const counts = Array.from({ length: most }, (_, index) => index + 1);
  const miss = (count: number): number =>
    Math.abs(Math.log((count * (width + columnGap)) / (height / count) / ratio));
  return counts.reduce((best, count) => (miss(count) < miss(best) ? count : best), 1);
}

/** The cuts that divide the height most evenly. */
function evenly(cuts: readonly Cut[], count: number, height: number): readonly Cut[] {
  const chosen = Array.from({ length: count - 1 }, (_, index) => {
    const wish = ((index + 1) * height) / count;
    return cuts.reduce((best, cut) => (Math.abs(cut.y - wish) < Math.abs(best.y - wish) ? cut : best));
  });
  return [...new Set(chosen)];
}

/** A height at which few lines cross, all of them going straight down. */
interface Cut {
  readonly y: number;
  /** Where they do, from the right. */
  readonly lines: readonly number[];
}

function cutsOf(level: Level, placed: PlacedLevel): readonly Cut[] {
  const items = itemsOf(level, placed).sort((a, b) => a.y - b.y);
  const cuts: Cut[] = [];
  let bottom = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const y = (bottom + item.y) / 2;
    const lines = bottom < item.y ? crossingsAt(y, placed.corners) : [];
    if (lines.length > 0 && lines.length <= mostLines) cuts.push({ y, lines });
    bottom = Math.max(bottom === Number.POSITIVE_INFINITY ? 0 : bottom, item.y + item.height);
  }
  return cuts;
}

function itemsOf({ members }: Level, { places, extents }: PlacedLevel): Box[] {
  return members.flatMap(({ kind }, index) => {
    const [place, extent] = [places[index], extents[index]];
    return place === undefined || extent === undefined || kind === "entry" || kind === "exit"
      ? []
      : [{ ...place, ...extent }];
  });
}

/** Where lines cross a height, from the right; none where one of them runs sideways at it. */
function crossingsAt(y: number, corners: PlacedLevel["corners"]): readonly number[] {
  const crossing = corners.flatMap((points) =>
    points.slice(1).flatMap((to, index) => {
      const from = points[index] ?? to;
      return Math.min(from.y, to.y) <= y && Math.max(from.y, to.y) >= y ? [{ from, to }] : [];
    }),
  );
  if (crossing.some(({ from, to }) => from.y === to.y)) return [];
  return [...new Set(crossing.map(({ to }) => to.x))].sort((a, b) => b - a);
}

/** A stretch of the level between two cuts, and how it moves. */
interface Stretch {
  readonly dx: number;
  readonly dy: number;
  /** Where it ends in its column. */
  readonly right: number;
  readonly bottom: number;
}

function inColumns(level: Level, placed: PlacedLevel, cuts: readonly Cut[]): PlacedLevel {
  const padding = level.framed ? framePadding : canvasPadding;
  const top = padding + (level.framed ? level.measures.header : 0);
  const at = (y: number): number => cuts.filter((cut) => cut.y < y).length;
  const stretches = stretchesOf({ level, placed, cuts, at }, { left: padding, top: top + turn });
  const bottom = stretches.reduce((most, stretch) => Math.max(most, stretch.bottom), 0);
  const exits = exitsOf(level, placed);
  const height = bottom + turn + trackGap * exits.length + padding;
  const moved = ({ x, y }: Point): Point => {
    const { dx = 0, dy = 0 } = stretches[at(y)] ?? {};
    if (level.framed && y <= 0) return { x: x + dx, y: 0 };
    // What leaves a frame does so below where it came in, so that what follows stands straight below.
    if (level.framed && y >= placed.height) return { x: x + (stretches[0]?.dx ?? 0), y: height };
    return { x: x + dx, y: y + dy };
  };
  const back = ({ x, y }: Point): readonly Point[] => {
    if (!level.framed || y < placed.height) return [];
    const below = bottom + turn + trackGap * exits.indexOf(x);
    return [stretches.at(-1), stretches[0]].map((stretch) => ({ x: x + (stretch?.dx ?? 0), y: below }));
  };
  const over = (cut: number, x: number): readonly Point[] => {
    const [from, to] = [stretches[cut], stretches[cut + 1]];
    if (from === undefined || to === undefined) return [];
    const track = trackGap * (cuts[cut]?.lines.indexOf(x) ?? 0);
    const [below, above] = [from.bottom + trackGap + track, top + track];
    const between = from.right + columnGap / 3 + track;
    return [
      { x: x + from.dx, y: below },
      { x: between, y: below },
      { x: between, y: above },
      { x: x + to.dx, y: above },
    ];
  };
  const route = (points: readonly Point[]): readonly Point[] =>
    withoutIdle(
      points.flatMap((point, index) => {
        const before = at(points[index - 1]?.y ?? point.y);
        const passed = Array.from({ length: at(point.y) - before }, (_, step) => before + step);
        return [...passed.flatMap((cut) => over(cut, point.x)), ...back(point), moved(point)];
      }),
    );
  const right = stretches.reduce((most, stretch) => Math.max(most, stretch.right), 0);
  return {
    width: right + padding,
    height,
    extents: placed.extents,
    places: placed.places.map(moved),
    corners: placed.corners.map(route),
  };
}

/** Where lines leave a frame, from the left. */
function exitsOf({ members }: Level, { places }: PlacedLevel): readonly number[] {
  const exits = members.flatMap(({ kind }, index) => (kind === "exit" ? [places[index]?.x ?? 0] : []));
  return [...new Set(exits)].sort((a, b) => a - b);
}

interface Sliced {
  readonly level: Level;
  readonly placed: PlacedLevel;
  readonly cuts: readonly Cut[];
  /** The stretch that a height is in. */
  readonly at: (y: number) => number;
}

function stretchesOf(
  { level, placed, cuts, at }: Sliced,
  start: { readonly left: number; readonly top: number },
): readonly Stretch[] {
  const boxes: Box[][] = [...cuts, null].map(() => []);
  for (const item of itemsOf(level, placed)) boxes[at(item.y)]?.push(item);
  const points: Point[][] = [...cuts, null].map(() => []);
  for (const point of placed.corners.flat()) points[at(point.y)]?.push(point);
  let left = start.left;
  return boxes.map((items, index) => {
    // A line may pass the whole stretch without a corner.
    const passing = [...(cuts[index - 1]?.lines ?? []), ...(cuts[index]?.lines ?? [])];
    const xs = [...(points[index] ?? []).map(({ x }) => x), ...passing];
    const ys = (points[index] ?? []).map(({ y }) => y).filter((y) => y > 0 && y < placed.height);
    const least = smallest([...xs, ...items.map(({ x }) => x)]);
    const most = largest([...xs, ...items.map(({ x, width }) => x + width)]);
    const dy = start.top - smallest(items.map(({ y }) => y));
    const bottom = largest([...ys, ...items.map(({ y, height }) => y + height)]) + dy;
    const stretch = { dx: left - least, dy, right: left + most - least, bottom };
    left = stretch.right + columnGap;
    return stretch;
  });
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
}
