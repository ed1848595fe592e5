import type { Column, Columns } from "./columns.ts";
import type { Level } from "./levels.ts";
import type { Extent } from "./rows.ts";
import { gaps } from "./sizes.ts";

/** Where lines enter and leave a member, from its left side. */
export interface Ports {
  readonly into: (port: string) => number;
  readonly outOf: (port: string) => number;
}

/** What is known of a level by the time its columns are spread. */
export interface Stacked {
  readonly level: Level;
  readonly columns: Columns;
  readonly extents: readonly Extent[];
  readonly ports: readonly Ports[];
  readonly tops: readonly number[];
}

export interface Spread {
  /** The left side of each member. */
  readonly lefts: readonly number[];
  /** Where each link runs down. */
  readonly lanes: readonly number[];
}

/** A part of a column that other columns must not overlap. */
interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly line: boolean;
}

/** Packs the columns around the trunk as tightly as their obstacles allow. */
export function spread(stacked: Stacked): Spread {
  const offsets = offsetsOf(stacked);
  const runs = stacked.level.links.map((_, link) => runOf(stacked, link, offsets));
  const obstacles = obstaclesOf(stacked, offsets, runs);
  const close = shiftsOf(stacked, obstacles, []);
  const shifts = shiftsOf(
    stacked,
    obstacles,
    wishesOf(stacked, placedBy(stacked, offsets, runs, close), close),
  );
  return placedBy(stacked, offsets, runs, shifts);
}

function placedBy(
  { columns: { columnOf, lanes } }: Stacked,
  offsets: readonly number[],
  runs: readonly number[],
  shifts: readonly number[],
): Spread {
  return {
    lefts: offsets.map((offset, member) => offset + (shifts[columnOf[member] ?? -1] ?? 0)),
    lanes: runs.map((run, link) => run + (shifts[lanes[link] ?? -1] ?? 0)),
  };
}

/**
 * How far columns of lines alone would like to be from what they branch off: straight below where they begin, or above
 * the frame where they end, so that their lines turn once.
 */
function wishesOf(
  { level, columns: { columns, lanes }, ports }: Stacked,
  { lefts }: Spread,
  shifts: readonly number[],
): readonly number[] {
  const wishes = columns.map(() => 0);
  for (const [index, { from, to, fromPort, toPort }] of level.links.entries()) {
    const column = lanes[index] ?? -1;
    if (columns[column]?.members.some((member) => isItem(level, member))) continue;
    const ends = [
      ...(level.members[from]?.kind === "entry"
        ? []
        : [(lefts[from] ?? 0) + (ports[from]?.outOf(fromPort) ?? 0)]),
      ...(level.members[to]?.kind === "frame" ? [(lefts[to] ?? 0) + (ports[to]?.into(toPort) ?? 0)] : []),
    ];
    const parent = shifts[columns[column]?.parent?.column ?? -1] ?? 0;
    wishes[column] = Math.max(...ends.map((x) => x - parent), wishes[column] ?? 0);
  }
  return wishes;
}

function isItem({ members }: Level, member: number): boolean {
  const kind = members[member]?.kind;
  return kind === "box" || kind === "frame";
}

/** The left side of each member from its column's axis, so that the lines between members of a column are straight. */
function offsetsOf({ level, columns: { columns, ways }, ports }: Stacked): readonly number[] {
  const first = new Map(
    level.links.flatMap((link, index) =>
      ways[index] === "straight" || ways[index] === "branch" ? [[link.to, link] as const] : [],
    ),
  );
  const offsets = level.members.map(() => 0);
  for (const { members } of columns) {
    for (const [index, member] of members.entries()) {
      const link = first.get(member);
      const before = members[index - 1];
      const axis =
        link === undefined || before === undefined
          ? 0
          : (offsets[before] ?? 0) + (ports[before]?.outOf(link.fromPort) ?? 0);
      offsets[member] = axis - (ports[member]?.into(link?.toPort ?? "") ?? 0);
    }
  }
  return offsets;
}

/** Where a link runs down, from the axis of the column that it runs along. */
function runOf(
  { level, columns: { ways }, ports }: Stacked,
  index: number,
  offsets: readonly number[],
): number {
  const link = level.links[index];
  if (link === undefined || ways[index] === "beside") return 0;
  const { from, to, fromPort, toPort } = link;
  return ways[index] === "branch"
    ? (offsets[to] ?? 0) + (ports[to]?.into(toPort) ?? 0)
    : (offsets[from] ?? 0) + (ports[from]?.outOf(fromPort) ?? 0);
}

/** The obstacles in each column: its members, and the lines that run along it. */
function obstaclesOf(
  { level, columns, extents, tops }: Stacked,
  offsets: readonly number[],
  runs: readonly number[],
): readonly Obstacle[][] {
  const obstacles: Obstacle[][] = columns.columns.map(() => []);
  for (const member of level.members.keys()) {
    const { width, height } = extents[member] ?? { width: 0, height: 0 };
    const [left, top] = [offsets[member] ?? 0, tops[member] ?? 0];
    const line = width === 0;
    obstacles[columns.columnOf[member] ?? -1]?.push({
      left,
      right: left + width,
      top,
      bottom: top + height,
      line,
    });
  }
  for (const [index, { from, to }] of level.links.entries()) {
    const start = (tops[from] ?? 0) + (extents[from]?.height ?? 0);
    const end = tops[to] ?? 0;
    const x = runs[index] ?? 0;
    const [top, bottom] = [Math.min(start, end), Math.max(start, end)];
    obstacles[columns.lanes[index] ?? -1]?.push({ left: x, right: x, top, bottom, line: true });
  }
  return obstacles;
}

/** How far each column's axis is from the trunk's; on the right not closer than it wishes. */
function shiftsOf(
  { level, columns: { columns }, tops }: Stacked,
  obstacles: readonly Obstacle[][],
  wishes: readonly number[],
): readonly number[] {
  const children: number[][] = columns.map(() => []);
  const roots: number[] = [];
  for (const [index, { parent }] of columns.entries())
    (parent === null ? roots : children[parent.column])?.push(index);
  const own = columns.map(() => 0);

  const cluster = (index: number): Obstacle[] => {
    const placed = [...(obstacles[index] ?? [])];
    for (const child of byCloseness(children[index] ?? [], columns, tops))
      placed.push(...beside(child, placed));
    return placed;
  };
  const beside = (child: number, placed: readonly Obstacle[]): readonly Obstacle[] => {
    const added = cluster(child);
    const shift =
      columns[child]?.side === "left"
        ? -distance(added, placed)
        : Math.max(distance(placed, added), wishes[child] ?? 0);
    own[child] = shift;
    return added.map((one) => ({ ...one, left: one.left + shift, right: one.right + shift }));
  };
  const [trunk, ...others] = trunkFirst(roots, level, columns);
  const placed = trunk === undefined ? [] : cluster(trunk);
  for (const root of others) placed.push(...beside(root, placed));

  const shifts = columns.map(() => 0);
  const pending = roots.map((index) => ({ index, from: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const shift = next.from + (own[next.index] ?? 0);
    shifts[next.index] = shift;
    for (const child of children[next.index] ?? []) pending.push({ index: child, from: shift });
  }
  return shifts;
}

/** How far the right ones have to move to stay clear of the left ones. */
function distance(left: readonly Obstacle[], right: readonly Obstacle[]): number {
  let most = 0;
  for (const a of left) {
    for (const b of right) {
      if (a.top >= b.bottom || b.top >= a.bottom) continue;
      const gap = a.line && b.line ? gaps.lines : a.line || b.line ? gaps.boxAndLine : gaps.boxes;
      most = Math.max(most, a.right + gap - b.left);
    }
  }
  return most;
}

/** What branches off later is closer, so that lines do not cross; of one member's branches, those closer to its own column. */
function byCloseness(
  children: readonly number[],
  columns: readonly Column[],
  tops: readonly number[],
): readonly number[] {
  const forkOf = (index: number): number => tops[columns[index]?.parent?.member ?? -1] ?? 0;
  const rank = (index: number): number => {
    const column = columns[index];
    if (column === undefined || column.lines.length > 0) return Number.MAX_SAFE_INTEGER;
    return column.side === "left" ? -index : index;
  };
  return [...children].sort((a, b) => forkOf(b) - forkOf(a) || rank(a) - rank(b));
}

function trunkFirst(
  roots: readonly number[],
  { links }: Level,
  columns: readonly Column[],
): readonly number[] {
  const onTrunk = new Set(links.flatMap(({ trunk, from, to }) => (trunk ? [from, to] : [])));
  const weight = ({ members }: Column): number =>
    members.length + 1e6 * members.filter((member) => onTrunk.has(member)).length;
  const weights = columns.map(weight);
  return [...roots].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
}
