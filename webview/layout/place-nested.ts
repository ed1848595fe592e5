import { withoutIdle } from "./corners.ts";
import type { Level } from "./levels.ts";
import { type Cell, outputOf } from "./nested-shape.ts";
import { boxPorts, type PlacedLevel, type SizedFrame } from "./place-level.ts";
import type { Point } from "./placed-graph.ts";
import { trackGap } from "./rows.ts";
import { canvasPadding } from "./sizes.ts";

/*
 * The nodes of a nested U-Net as a triangle: a row for each resolution, a column for each round of enlarging. What a node makes goes up
 * beside its column: into a lane above its own row, which leads to all that join it, and on to the row above, where it is enlarged.
 */

/** Between a node's output, or a lane, and what comes next. */
const turn = 12;
/** Beside a column: to its lines, and between these; nodes of neighbouring rows take turns. */
const beside = 24;
const apart = 12;
/** What is joined meets the join beside what is enlarged above it. */
const besideRise = 10;

type FrameSizes = readonly (SizedFrame | undefined)[];

/** Null where a box would stand in the way of a line. */
export function placeNested(level: Level, cells: readonly Cell[], sizes: FrameSizes): PlacedLevel | null {
  if (cells.some(({ join }) => join !== null && level.members[join]?.kind !== "box")) return null;
  const parts = partsOf(level, sizes);
  const columns = columnsOf(level, cells, parts);
  if (columns === null) return null;
  const rows = rowsOf(level, cells, parts);
  const places = placesOf(level, cells, { parts, columns, rows });
  return drawn(level, cells, { parts, columns, rows, places });
}

interface MemberSizes {
  readonly extents: PlacedLevel["extents"];
  readonly into: (member: number, port: string) => number;
  readonly outOf: (member: number, port: string) => number;
}

function partsOf(level: Level, sizes: FrameSizes): MemberSizes {
  const box = boxPorts(level.measures);
  return {
    extents: level.members.map((_, member) => sizes[member] ?? level.measures.box),
    into: (member, port) => (sizes[member]?.ports ?? box).into(port),
    outOf: (member, port) => (sizes[member]?.ports ?? box).outOf(port),
  };
}

interface Columns {
  /** The left side of each member, and the right side of each column. */
  readonly lefts: ReadonlyMap<number, number>;
  readonly rights: readonly number[];
  /** Where each link across meets its join. */
  readonly arrivals: ReadonlyMap<number, number>;
}

function columnsOf(level: Level, cells: readonly Cell[], parts: MemberSizes): Columns | null {
  const lefts = new Map<number, number>();
  const arrivals = new Map<number, number>();
  const rights: number[] = [];
  const count = Math.max(...cells.map(({ column }) => column)) + 1;
  for (let column = 0, start = 0; column < count; column++) {
    const own = cells.filter((cell) => cell.column === column).sort((a, b) => a.row - b.row);
    const chains = column === 0 ? [own.flatMap(({ rest }) => rest)] : own.map(({ rise }) => rise);
    const placed = new Map(chains.flatMap((chain) => [...alongAxis(level, chain, 0, parts)]));
    for (const { join, rise, rest, across } of own) {
      if (join === null) continue;
      const width = parts.extents[join]?.width ?? 0;
      const right = rise.reduce((most, one) => Math.max(most, rightOf(placed, parts, one)), 0);
      for (const [nth, link] of across.entries()) arrivals.set(link, right + besideRise + apart * nth);
      const last = right + besideRise + apart * across.length;
      const left = Math.max(-width / 2, last - width);
      if (left >= -besideRise) return null;
      placed.set(join, left);
      const chain = alongAxis(level, rest, left + parts.outOf(join, "out"), parts);
      for (const [member, at] of chain) placed.set(member, at);
    }
    const least = Math.min(...placed.values());
    const shift = start - least;
    for (const [member, left] of placed) lefts.set(member, left + shift);
    for (const { across } of own)
      for (const link of across) arrivals.set(link, (arrivals.get(link) ?? 0) + shift);
    rights[column] = Math.max(...[...placed.keys()].map((member) => rightOf(lefts, parts, member)));
    start = (rights[column] ?? 0) + 2 * beside + apart;
  }
  return { lefts, rights, arrivals };
}

function rightOf(lefts: ReadonlyMap<number, number>, { extents }: MemberSizes, member: number): number {
  return (lefts.get(member) ?? 0) + (extents[member]?.width ?? 0);
}

/** The left sides of members one below the other, so that the lines between them are straight. */
function alongAxis(
  { links }: Level,
  chain: readonly number[],
  from: number,
  parts: MemberSizes,
): ReadonlyMap<number, number> {
  const lefts = new Map<number, number>();
  let axis = from;
  for (const [index, member] of chain.entries()) {
    const after = chain[index + 1];
    const link = links.find(({ to }) => to === member);
    lefts.set(member, axis - parts.into(member, link?.toPort ?? ""));
    const next = links.find(({ from, to }) => from === member && to === after);
    axis = (lefts.get(member) ?? 0) + parts.outOf(member, next?.fromPort ?? "out");
  }
  return lefts;
}

interface LaneRow {
  /** The heights of its lanes, by the column that they come from; that for what is enlarged is the last. */
  readonly lanes: readonly number[];
  readonly lift: number;
  /** Of the join, and of what follows it. */
  readonly join: number;
  readonly rest: number;
}

function rowsOf(level: Level, cells: readonly Cell[], { extents }: MemberSizes): readonly LaneRow[] {
  const { gap, box } = level.measures;
  const heightOf = (chain: readonly number[]): number =>
    chain.reduce((sum, member) => sum + (extents[member]?.height ?? 0) + gap, 0);
  const rows: LaneRow[] = [];
  const count = Math.max(...cells.map(({ row }) => row)) + 1;
  for (let row = 0, top = 0; row < count; row++) {
    const own = cells.filter((cell) => cell.row === row);
    const columns = Math.max(...own.map(({ column }) => column)) + 1;
    const lanes = Array.from({ length: columns }, (_, column) => top + trackGap * column);
    const lift = top + trackGap * columns;
    const rise = Math.max(...own.map((cell) => heightOf(cell.rise)));
    // What leads to a node of the first column stands above it, too.
    const before = Math.max(
      ...own.map((cell) => (cell.join === null ? heightOf(cell.rest.slice(0, -1)) : 0)),
    );
    const needed = Math.max(rise + box.height + gap, row === 0 ? 0 : before);
    const rest = lift + turn + gap / 2 + needed;
    rows.push({ lanes, lift, join: rest - box.height - gap, rest });
    const ending = own.filter((cell) => level.links.some(({ from }) => from === outputOf(cell)));
    const after = Math.max(
      ...ending.map((cell) => heightOf(cell.join === null ? cell.rest.slice(-1) : cell.rest)),
    );
    top = rest + after + turn;
  }
  return rows;
}

interface Laid {
  readonly parts: MemberSizes;
  readonly columns: Columns;
  readonly rows: readonly LaneRow[];
}

function placesOf(
  { measures: { gap } }: Level,
  cells: readonly Cell[],
  { parts: { extents }, columns: { lefts }, rows }: Laid,
): ReadonlyMap<number, Point> {
  const places = new Map<number, Point>();
  const place = (member: number, y: number): number => {
    places.set(member, { x: lefts.get(member) ?? 0, y });
    return y + (extents[member]?.height ?? 0) + gap;
  };
  const above = (chain: readonly number[], bottom: number): void => {
    let y = bottom;
    for (const member of [...chain].reverse()) {
      y -= (extents[member]?.height ?? 0) + gap;
      place(member, y);
    }
  };
  for (const cell of cells) {
    const { join = 0, rest = 0 } = rows[cell.row] ?? {};
    const isFirst = cell.join === null;
    if (cell.join !== null) place(cell.join, join);
    above(isFirst ? cell.rest.slice(0, -1) : cell.rise, isFirst ? rest : join);
    (isFirst ? cell.rest.slice(-1) : cell.rest).reduce((y, member) => place(member, y), rest);
  }
  return places;
}

function drawn(
  level: Level,
  cells: readonly Cell[],
  laid: Laid & { readonly places: ReadonlyMap<number, Point> },
): PlacedLevel {
  const { parts, places } = laid;
  const corners = cornersOf(level, cells, laid);
  const ends = [...places].map(([member, { x, y }]) => ({
    x: x + (parts.extents[member]?.width ?? 0),
    y: y + (parts.extents[member]?.height ?? 0),
  }));
  const all = [...places.values(), ...ends, ...corners.flat()];
  const least = { x: Math.min(...all.map(({ x }) => x)), y: Math.min(...all.map(({ y }) => y)) };
  const most = { x: Math.max(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) };
  const moved = ({ x, y }: Point): Point => ({
    x: x - least.x + canvasPadding,
    y: y - least.y + canvasPadding,
  });
  return {
    width: most.x - least.x + 2 * canvasPadding,
    height: most.y - least.y + 2 * canvasPadding,
    extents: parts.extents,
    places: level.members.map((_, member) => moved(places.get(member) ?? least)),
    corners: corners.map((points) => points.map(moved)),
  };
}

/** Straight within a column; else down, beside the column, up, along a lane and down. */
function cornersOf(
  { links }: Level,
  cells: readonly Cell[],
  { parts, columns, rows, places }: Laid & { readonly places: ReadonlyMap<number, Point> },
): readonly (readonly Point[])[] {
  const outputs = new Map(cells.map((cell) => [outputOf(cell), cell]));
  const lifts = new Map(cells.flatMap((cell) => (cell.lift === null ? [] : [[cell.lift, cell] as const])));
  return links.map(({ from, to, fromPort, toPort }, index) => {
    const [source, target] = [places.get(from) ?? origin, places.get(to) ?? origin];
    const start = {
      x: source.x + parts.outOf(from, fromPort),
      y: source.y + (parts.extents[from]?.height ?? 0),
    };
    const arrival = columns.arrivals.get(index);
    const lifted = lifts.get(index);
    const cell = outputs.get(from);
    // Into the join, what is enlarged comes straight down.
    const straight = { x: start.x, y: target.y };
    if (cell === undefined || (arrival === undefined && lifted === undefined)) return [start, straight];
    const end = { x: arrival ?? target.x + parts.into(to, toPort), y: target.y };
    const upright = (columns.rights[cell.column] ?? 0) + beside + apart * (cell.row % 2);
    const lane = lifted === undefined ? rows[cell.row]?.lanes[cell.column] : rows[lifted.row]?.lift;
    const [low, high] = [start.y + turn, lane ?? 0];
    const turns = [
      { x: start.x, y: low },
      { x: upright, y: low },
      { x: upright, y: high },
      { x: end.x, y: high },
    ];
    return withoutIdle([start, ...turns, end]);
  });
}

const origin: Point = { x: 0, y: 0 };
