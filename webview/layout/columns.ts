import type { Level, Link } from "./levels.ts";

/*
 * A level is drawn in columns. Members that follow one another without a bend are a column, and so is a line that has to
 * pass beside others. The longest column is the trunk; the others branch off to its left and right.
 */

export interface Column {
  /** From top to bottom; none in the column of a line. */
  readonly members: readonly number[];
  /** For the column of a line: the links that run along it, all from one place. */
  readonly lines: readonly number[];
  /** The column and the member that it branches off from; null for the trunk and other columns without a parent. */
  readonly parent: { readonly column: number; readonly member: number } | null;
  readonly side: "left" | "right";
}

/** How a link runs between the columns of its ends. */
export type Way =
  | "straight" // both ends stand in one column, the one below the other
  | "branch" // first sideways, then down the column that begins with its target
  | "join" // down the column that ends with its source, then sideways
  | "beside"; // down a column of its own

export interface Columns {
  readonly columns: readonly Column[];
  /** The column of each member. */
  readonly columnOf: readonly number[];
  /** How each link runs. */
  readonly ways: readonly Way[];
  /** The column that each link runs along. */
  readonly lanes: readonly number[];
  /** Links that lead back up: a module that is used twice and drawn once. */
  readonly backward: ReadonlySet<number>;
  /** All members, ordered so that every link but the backward ones leads to a later one. */
  readonly order: readonly number[];
}

export function columnsOf(level: Level): Columns {
  const { order, backward } = orderOf(level);
  const forward = level.links.map((link, index) => ({ ...link, index })).filter((_, i) => !backward.has(i));
  const into = grouped(forward, level.members.length, ({ to }) => to);
  const outOf = grouped(forward, level.members.length, ({ from }) => from);
  const above = longest(order, into, ({ from }) => from);
  const below = longest([...order].reverse(), outOf, ({ to }) => to);
  const firstInto = into.map((links) => best(links, ({ from }) => above[from] ?? 0));
  const firstOutOf = outOf.map((links) => best(links, ({ to }) => below[to] ?? 0));
  const next = firstOutOf.map((link) =>
    link !== undefined && firstInto[link.to] === link ? link : undefined,
  );
  const previous = firstInto.map((link) =>
    link !== undefined && next[link.from] === link ? link : undefined,
  );

  const columnOf: number[] = new Array(level.members.length).fill(-1);
  const columns: Column[] = [];
  for (const head of order) {
    if (previous[head] !== undefined) continue;
    const members: number[] = [];
    for (let at: number | undefined = head; at !== undefined; at = next[at]?.to) {
      columnOf[at] = columns.length;
      members.push(at);
    }
    const branch = firstInto[head];
    const parent = branch === undefined ? null : { column: columnOf[branch.from] ?? -1, member: branch.from };
    columns.push({ members, lines: [], parent, side: sideOf(branch, outOf, next) });
  }

  const ways: Way[] = level.links.map(() => "beside");
  const lanes: number[] = level.links.map(() => -1);
  for (const link of forward) {
    const { from, to, index } = link;
    if (next[from] === link) ways[index] = "straight";
    else if (firstInto[to] === link) ways[index] = "branch";
    else if (next[from] === undefined && firstOutOf[from] === link) ways[index] = "join";
    else continue;
    lanes[index] = columnOf[ways[index] === "join" ? from : to] ?? -1;
  }
  addLines({ level, columns, columnOf, ways, lanes });
  return { columns, columnOf, ways, lanes, backward, order };
}

interface Indexed extends Link {
  readonly index: number;
}

/** Each member after those that lead to it, as far as possible in their own order. */
function orderOf({ members, links }: Level): Pick<Columns, "order" | "backward"> {
  const outOf: number[][] = members.map(() => []);
  const waiting = members.map(() => 0);
  for (const [index, { from, to }] of links.entries()) {
    outOf[from]?.push(index);
    waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const placed = members.map(() => false);
  const backward = new Set<number>();
  const order: number[] = [];
  const ready: number[] = [];
  const place = (member: number): void => {
    placed[member] = true;
    order.push(member);
    for (const index of outOf[member] ?? []) {
      const to = links[index]?.to ?? member;
      if (placed[to]) {
        backward.add(index);
        continue;
      }
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  };
  for (const member of members.keys()) {
    // A member that still waits when its turn comes is part of a cycle, or depends on one.
    if (waiting[member] === 0 && !placed[member]) place(member);
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) if (!placed[next]) place(next);
  }
  for (const member of members.keys()) {
    if (!placed[member]) place(member);
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) if (!placed[next]) place(next);
  }
  return { order, backward };
}

function grouped(links: readonly Indexed[], count: number, memberOf: (link: Indexed) => number): Indexed[][] {
  const groups: Indexed[][] = Array.from({ length: count }, () => []);
  for (const link of links) groups[memberOf(link)]?.push(link);
  return groups;
}

/** The length of the longest path that starts at each member, in the direction of the order. */
function longest(
  order: readonly number[],
  links: readonly (readonly Indexed[])[],
  endOf: (link: Indexed) => number,
): readonly number[] {
  const lengths: number[] = [];
  for (const member of order) {
    const reached = (links[member] ?? []).map((link) => 1 + (lengths[endOf(link)] ?? 0));
    lengths[member] = reached.reduce((most, length) => Math.max(most, length), 0);
  }
  return lengths;
}

/** The link that continues straight: the trunk's, else the longest path. A skip connection only if there is nothing else. */
function best(links: readonly Indexed[], lengthOf: (link: Indexed) => number): Indexed | undefined {
  const rank = (link: Indexed): number => (link.trunk ? 2e9 : 0) + (link.skip ? -1e9 : 0) + lengthOf(link);
  return links.reduce<Indexed | undefined>(
    (first, link) => (first === undefined || rank(link) > rank(first) ? link : first),
    undefined,
  );
}

/** Branches before the one that continues straight go to its left, the others to its right. */
function sideOf(
  branch: Indexed | undefined,
  outOf: readonly (readonly Indexed[])[],
  next: readonly (Indexed | undefined)[],
): Column["side"] {
  if (branch === undefined || branch.skip) return "right";
  const siblings = outOf[branch.from]?.filter(({ skip }) => !skip) ?? [];
  const on = next[branch.from];
  const middle = on === undefined ? (siblings.length - 1) / 2 : siblings.indexOf(on);
  return siblings.indexOf(branch) < middle ? "left" : "right";
}

/** Adds columns for the remaining links; those that leave the same port share one. */
function addLines({
  level,
  columns,
  columnOf,
  ways,
  lanes,
}: {
  readonly level: Level;
  readonly columns: Column[];
  readonly columnOf: readonly number[];
  readonly ways: readonly Way[];
  readonly lanes: number[];
}): void {
  const found = new Map<string, { readonly column: number; readonly lines: number[] }>();
  for (const [index, { from, fromPort }] of level.links.entries()) {
    if (ways[index] !== "beside") continue;
    const key = `${from} ${fromPort}`;
    const line = found.get(key) ?? { column: columns.length, lines: [] };
    if (!found.has(key)) {
      found.set(key, line);
      const parent = { column: columnOf[from] ?? -1, member: from };
      columns.push({ members: [], lines: line.lines, parent, side: "right" });
    }
    line.lines.push(index);
    lanes[index] = line.column;
  }
}
