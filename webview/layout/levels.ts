import type { ItemId } from "../model/item.ts";
import type { VisibleEdge, VisibleGraph } from "../model/visible-graph.ts";
import type { Measures } from "./sizes.ts";

/*
 * A picture is laid out frame by frame, from the inside out. What one frame holds, or the canvas, is a level: its items,
 * frames among them as boxes of a size that is known by then, and the places where lines cross its border.
 */

/** The content of one frame, or of the canvas. */
export interface Level {
  /** Whether it is the content of a frame, which has a title. */
  readonly framed: boolean;
  readonly measures: Measures;
  /** Lines come in above and leave below, so entries come first and exits last. */
  readonly members: readonly Member[];
  readonly links: readonly Link[];
}

/** An item, or a place on the border that a line crosses. */
export interface Member {
  readonly kind: "box" | "frame" | "entry" | "exit";
  /** The item, or the name of the crossing. */
  readonly id: string;
}

/** A stretch of one or more edges between two members, given by their indices. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Where it leaves the member: a crossing of a frame's border, or the kind of line for a box. */
  readonly fromPort: string;
  /** Where it reaches the member: a crossing of a frame's border; empty for a box, which has a port for each link. */
  readonly toPort: string;
  readonly trunk: boolean;
  readonly skip: boolean;
  readonly edges: readonly string[];
}

/** The levels by their frames, the canvas under null. Each frame stands before those inside it. */
export type Levels = ReadonlyMap<ItemId | null, Level>;

export function levelsOf(graph: VisibleGraph, measures: Measures): Levels {
  const frameOf = new Map(graph.items.map(({ item, frame }) => [item.id, frame]));
  const levels = new Map<ItemId | null, OpenLevel>([[null, newLevel()]]);
  for (const { item, as, frame } of graph.items) {
    if (as === "frame") levels.set(item.id, newLevel());
    levels.get(frame)?.items.push({ kind: as === "frame" ? "frame" : "box", id: item.id });
  }
  for (const edge of graph.edges) addEdge(edge, frameOf, levels);
  return new Map(
    [...levels].map(([frame, level]) => [frame, finished(level, { framed: frame !== null, measures })]),
  );
}

interface OpenLevel {
  readonly items: Member[];
  readonly entries: Map<string, Member>;
  readonly exits: Map<string, Member>;
  readonly links: Map<string, OpenLink>;
}

interface OpenLink extends Omit<Link, "from" | "to"> {
  readonly from: string;
  readonly to: string;
  readonly edges: string[];
}

function newLevel(): OpenLevel {
  return { items: [], entries: new Map(), exits: new Map(), links: new Map() };
}

/** The edge in each level that it passes: out of the frames around its source, across, into those around its target. */
function addEdge(
  edge: VisibleEdge,
  frameOf: ReadonlyMap<ItemId, ItemId | null>,
  levels: ReadonlyMap<ItemId | null, OpenLevel>,
): void {
  const [out, into] = [framesAround(edge.source, frameOf), framesAround(edge.target, frameOf)];
  while (out.length > 0 && out.at(-1) === into.at(-1)) {
    out.pop();
    into.pop();
  }
  const crossing = `${edge.source} ${edge.skip ? "skip" : "out"}`;
  let from: End = { id: edge.source, port: edge.skip ? "skip" : "out" };
  for (const frame of out) {
    const level = levels.get(frame);
    level?.exits.set(crossing, { kind: "exit", id: `exit ${crossing}` });
    addLink(level, edge, from, { id: `exit ${crossing}`, port: "" });
    from = { id: frame, port: `exit ${crossing}` };
  }
  let to: End = { id: edge.target, port: "" };
  for (const frame of into) {
    const level = levels.get(frame);
    level?.entries.set(crossing, { kind: "entry", id: `entry ${crossing}` });
    addLink(level, edge, { id: `entry ${crossing}`, port: edge.skip ? "skip" : "out" }, to);
    to = { id: frame, port: `entry ${crossing}` };
  }
  addLink(levels.get(commonFrame(edge.source, out, frameOf)), edge, from, to);
}

interface End {
  readonly id: string;
  readonly port: string;
}

/** The innermost frame first. */
function framesAround(item: ItemId, frameOf: ReadonlyMap<ItemId, ItemId | null>): ItemId[] {
  const frames: ItemId[] = [];
  for (let frame = frameOf.get(item); frame != null; frame = frameOf.get(frame)) frames.push(frame);
  return frames;
}

function commonFrame(
  source: ItemId,
  left: readonly ItemId[],
  frameOf: ReadonlyMap<ItemId, ItemId | null>,
): ItemId | null {
  return frameOf.get(left.at(-1) ?? source) ?? null;
}

/** Edges that take the same way share a link. */
function addLink(level: OpenLevel | undefined, edge: VisibleEdge, from: End, to: End): void {
  const key = [from.id, from.port, to.id, to.port].join("\n");
  const link = level?.links.get(key);
  if (link !== undefined) link.edges.push(edge.id);
  else {
    const { trunk, skip, id } = edge;
    const ends = { from: from.id, to: to.id, fromPort: from.port, toPort: to.port };
    level?.links.set(key, { ...ends, trunk, skip, edges: [id] });
  }
}

function finished(
  { items, entries, exits, links }: OpenLevel,
  { framed, measures }: Pick<Level, "framed" | "measures">,
): Level {
  const members = [...entries.values(), ...items, ...exits.values()];
  const indices = new Map(members.map(({ id }, index) => [id, index]));
  const indexOf = (id: string): number => indices.get(id) ?? 0;
  return {
    framed,
    measures,
    members,
    links: [...links.values()].map((link) => ({ ...link, from: indexOf(link.from), to: indexOf(link.to) })),
  };
}
