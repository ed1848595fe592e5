import type { VisibleEdge, VisibleGraph, VisibleItem } from "../model/visible-graph.ts";
import { type Form, layOut } from "./lay-out.ts";
import type { PlacedGraph } from "./placed-graph.ts";
import { mostEnlarged } from "./u-shape.ts";

/** A picture that was laid out. */
interface LaidOut {
  readonly graph: VisibleGraph;
  readonly form: Form;
  readonly placed: PlacedGraph;
}

/** The last pictures, the latest first: two stand side by side, and each may go back by an undo. */
let last: readonly LaidOut[] = [];
const most = 4;

/**
 * The graph laid out. Most edits change numbers alone: where the same boxes have the same lines as in a picture before, that
 * picture's places are given again, as the same object, so that what follows from them need not be worked out again either.
 */
export function laidOut(graph: VisibleGraph, form: Form): PlacedGraph {
  const known = last.find((one) => isAlike(one, graph, form));
  const placed = known?.placed ?? layOut(graph, form);
  last = [{ graph, form, placed }, ...last.filter((one) => one !== known)].slice(0, most);
  return placed;
}

function isAlike({ graph, form }: LaidOut, { items, edges }: VisibleGraph, other: Form): boolean {
  if (form.direction !== other.direction || form.ratio !== other.ratio) return false;
  if (graph.items.length !== items.length || graph.edges.length !== edges.length) return false;
  return (
    items.every((item, index) => isSameItem(item, graph.items[index])) &&
    edges.every((edge, index) => isSameEdge(edge, graph.edges[index])) &&
    areSizedAlike(edges, graph.edges)
  );
}

function isSameItem({ item, as, frame }: VisibleItem, other: VisibleItem | undefined): boolean {
  return other !== undefined && item.id === other.item.id && as === other.as && frame === other.frame;
}

function isSameEdge({ id, skip, trunk }: VisibleEdge, other: VisibleEdge | undefined): boolean {
  return other !== undefined && id === other.id && skip === other.skip && trunk === other.trunk;
}

/**
 * Of the images on the lines, a layout asks which are larger, which are many times larger, and which are none: a U falls and rises
 * by it.
 */
function areSizedAlike(edges: readonly VisibleEdge[], others: readonly VisibleEdge[]): boolean {
  const [ranks, otherRanks] = [ranksOf(edges), ranksOf(others)];
  return edges.every(({ pixels }, index) => {
    const [rank, other] = [ranks.get(pixels), otherRanks.get(others[index]?.pixels ?? null)];
    return rank?.among === other?.among && rank?.reached === other?.reached;
  });
}

interface Rank {
  /** How many sizes are smaller, … */
  readonly among: number;
  /** … and how many of these are so much smaller that a block would not enlarge them to this one. */
  readonly reached: number;
}

const none: Rank = { among: -1, reached: -1 };

function ranksOf(edges: readonly VisibleEdge[]): ReadonlyMap<number | null, Rank> {
  const sizes = new Set([0, ...edges.flatMap(({ pixels }) => pixels ?? [])]);
  const sorted = [...sizes].sort((a, b) => a - b);
  let reached = 0;
  const ranks = sorted.map((size, among): readonly [number, Rank] => {
    while ((sorted[reached] ?? size) < size / mostEnlarged) reached += 1;
    return [size, { among, reached }];
  });
  return new Map<number | null, Rank>([[null, none], ...ranks]);
}
