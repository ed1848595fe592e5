import { columnsOf } from "./columns.ts";
import type { Level, Link } from "./levels.ts";

/*
 * A nested U-Net (UNet++) has a node for each resolution and each round of enlarging: what lies one resolution lower is enlarged and
 * joined with all that there is of its own resolution. It is recognised by that, not by names.
 */

/** One node of the triangle. Members and links are given by their indices. */
export interface Cell {
  /** By resolution, the highest first. */
  readonly row: number;
  /** How often something was enlarged on the way here. */
  readonly column: number;
  /** From what is enlarged to what is joined, without both ends; empty in the first column. */
  readonly rise: readonly number[];
  /** What joins; null in the first column. */
  readonly join: number | null;
  /** From there to the node's output, or all of a node of the first column. */
  readonly rest: readonly number[];
  /** Into the rise, or the join where there is none; null in the first column. */
  readonly lift: number | null;
  /** The links from nodes of this row into the join. */
  readonly across: readonly number[];
}

interface Net {
  readonly links: readonly Link[];
  readonly into: readonly (readonly number[])[];
  readonly outOf: readonly (readonly number[])[];
  /** Of what each member makes; null where it is no image, or leads nowhere. */
  readonly made: readonly (number | null)[];
}

/** The level as a triangle of nodes, in order; null where it is none. */
export function nestedCellsOf(level: Level, pixelsOf: (link: Link) => number | null): readonly Cell[] | null {
  const { members, links } = level;
  if (members.some(({ kind }) => kind === "entry" || kind === "exit")) return null;
  const { order, backward } = columnsOf(level);
  if (backward.size > 0 || links.length < 10) return null;
  const net = netOf(level, pixelsOf);
  const cells: Cell[] = [];
  const cellOf = new Map<number, Cell>();
  const risen = new Set<number>();
  for (const member of order) {
    if (cellOf.has(member) || risen.has(member) || isRise(net, member)) continue;
    const cell = cellFrom(net, member, cellOf, cells);
    if (cell === null) return null;
    cells.push(cell);
    for (const one of cell.rise) risen.add(one);
    for (const one of [...(cell.join === null ? [] : [cell.join]), ...cell.rest]) cellOf.set(one, cell);
  }
  const isWhole = cellOf.size + risen.size === members.length;
  return isWhole && isTriangle(cells) ? cells : null;
}

function netOf({ members, links }: Level, pixelsOf: (link: Link) => number | null): Net {
  const into: number[][] = members.map(() => []);
  const outOf: number[][] = members.map(() => []);
  const made: (number | null)[] = members.map(() => null);
  for (const [index, link] of links.entries()) {
    outOf[link.from]?.push(index);
    into[link.to]?.push(index);
    made[link.from] = pixelsOf(link);
  }
  return { links, into, outOf, made };
}

/** Whether it, or what leads to it, enlarges an image, and nothing is joined yet. */
function isRise(net: Net, member: number): boolean {
  const [first, ...others] = net.into[member] ?? [];
  if (first === undefined || others.length > 0 || net.outOf[member]?.length !== 1) return false;
  const before = net.links[first]?.from ?? -1;
  const [read, made] = [net.made[before] ?? null, net.made[member] ?? null];
  return read !== null && made !== null && (made > read || (made === read && isRise(net, before)));
}

function cellFrom(
  net: Net,
  head: number,
  cellOf: ReadonlyMap<number, Cell>,
  cells: readonly Cell[],
): Cell | null {
  const into = net.into[head] ?? [];
  const sourceOf = (link: number): number => net.links[link]?.from ?? -1;
  if (into.length <= 1) {
    const above = into[0] === undefined ? null : (cellOf.get(sourceOf(into[0])) ?? null);
    // What is read has to end the node above: the lines of a node leave its last member.
    if (
      into.length === 1 &&
      (above === null || above.column > 0 || above.rest.at(-1) !== sourceOf(into[0] ?? -1))
    )
      return null;
    const row = above === null ? 0 : above.row + 1;
    if (cells.some((one) => one.column === 0 && one.row === row)) return null;
    return { row, column: 0, rise: [], join: null, rest: chainFrom(net, head), lift: null, across: [] };
  }
  const own = net.made[head] ?? null;
  const isLift = (link: number): boolean => {
    const from = sourceOf(link);
    return isRise(net, from) || (net.made[from] ?? 0) < (own ?? 0);
  };
  const [last, ...more] = into.filter(isLift);
  if (last === undefined || more.length > 0) return null;
  const rise: number[] = [];
  let lift = last;
  while (isRise(net, sourceOf(lift))) {
    rise.unshift(sourceOf(lift));
    lift = net.into[sourceOf(lift)]?.[0] ?? -1;
  }
  const below = cellOf.get(sourceOf(lift));
  const across = into.filter((link) => link !== last);
  if (below === undefined || outputOf(below) !== sourceOf(lift)) return null;
  const { row, column } = { row: below.row - 1, column: below.column + 1 };
  const isOwnRow = across.every((link) => {
    const source = cellOf.get(sourceOf(link));
    return source !== undefined && source.row === row && outputOf(source) === sourceOf(link);
  });
  if (!isOwnRow || cells.some((one) => one.row === row && one.column === column)) return null;
  const [next] = net.outOf[head]?.length === 1 ? (net.outOf[head] ?? []) : [];
  const after = next === undefined ? undefined : net.links[next]?.to;
  const goesOn = after !== undefined && net.into[after]?.length === 1 && !isRise(net, after);
  return { row, column, rise, join: head, rest: goesOn ? chainFrom(net, after) : [], lift, across };
}

/** What follows without a branch, a join, or another resolution that is higher. */
function chainFrom(net: Net, head: number): readonly number[] {
  const chain = [head];
  for (let at = head; net.outOf[at]?.length === 1; ) {
    const next = net.links[net.outOf[at]?.[0] ?? -1]?.to ?? -1;
    if (net.into[next]?.length !== 1 || isRise(net, next)) break;
    chain.push(next);
    at = next;
  }
  return chain;
}

/** The member that the lines of a node leave. */
export function outputOf({ join, rest }: Cell): number {
  return rest.at(-1) ?? join ?? -1;
}

/** More than a U, which has two nodes of each resolution, and no node without the one that it is enlarged from. */
function isTriangle(cells: readonly Cell[]): boolean {
  const rows = new Map<number, number>();
  for (const { row } of cells) rows.set(row, (rows.get(row) ?? 0) + 1);
  const most = [...rows.values()].reduce((a, b) => Math.max(a, b), 0);
  return most >= 3 && rows.size >= 3;
}
