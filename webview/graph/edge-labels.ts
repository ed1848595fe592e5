import { marginsOf } from "../layout/margins.ts";
import type { Point } from "../layout/placed-graph.ts";
import { shapesText } from "../model/figures.ts";
import type { VisibleEdge } from "../model/visible-graph.ts";
import type { Drawing } from "./use-drawing.ts";

/** A shape beside a line. */
export interface EdgeLabel {
  readonly edge: VisibleEdge;
  readonly text: string;
  readonly at: Point;
}

/**
 * The shapes that travel. Lines that leave an item together carry the same, so the first one with room speaks
 * for all; a skip connection runs apart from them and has its own, halfway.
 */
export function edgeLabels({ view, graph, placed }: Drawing): readonly EdgeLabel[] {
  const margins = marginsOf(graph);
  const told = new Set<string>();
  const joins = joinsOf(graph.edges);
  return graph.edges.flatMap((edge) => {
    const points = placed.routes.get(edge.id) ?? [];
    const text = cut(shapesText(view, edge.values));
    const key = `${edge.source} ${text}`;
    if (!edge.skip && told.has(key)) return [];
    const below = margins.get(edge.source)?.bottom ?? 0;
    const above = margins.get(edge.target)?.top ?? 0;
    const at = edge.skip
      ? besideLongest(points)
      : besideEnd(points, { below, above, joins: joins.has(edge.target) });
    if (at === null) return [];
    if (!edge.skip) told.add(key);
    return [{ edge, text, at }];
  });
}

/**
 * To the right of the line, below its source or above its target, clear of the frames' borders and titles
 * there; null where neither has room. The item itself says its shape too.
 */
function besideEnd(points: readonly Point[], { below, above, joins }: Surroundings): Point | null {
  const [start, next, last, before] = [points[0], points[1], points.at(-1), points.at(-2)];
  if (start === undefined || next === undefined || last === undefined || before === undefined) return null;
  const straight = points.length === 2;
  const down = next.y - start.y - below - (straight ? above : 0);
  const up = last.y - before.y - above - (straight ? below : 0);
  // Lines part a little below their source: the lower half of a straight line is the clear one.
  if (down >= room)
    return { x: start.x + aside, y: start.y + below + Math.min(down * (straight ? 0.62 : 0.5), 24) };
  return up >= room && !joins ? { x: last.x + aside, y: last.y - above - up / 2 } : null;
}

function besideLongest(points: readonly Point[]): Point | null {
  const runs = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const [longest] = runs.sort((a, b) => Math.abs(b.to.y - b.from.y) - Math.abs(a.to.y - a.from.y));
  if (longest === undefined) return null;
  return { x: longest.from.x + aside, y: (longest.from.y + longest.to.y) / 2 };
}

/** What a label must keep clear of. */
interface Surroundings {
  /** Height of the frames that end below the source, and that begin above the target. */
  readonly below: number;
  readonly above: number;
  /** Whether other lines enter the target beside this one. */
  readonly joins: boolean;
}

function joinsOf(edges: readonly VisibleEdge[]): ReadonlySet<string> {
  const once = new Set<string>();
  return new Set(edges.map(({ target }) => target).filter((target) => once.has(target) || !once.add(target)));
}

const aside = 6;
/** Height that a label needs. */
const room = 18;

/** Symbolic shapes grow long; the tooltips of the items have them whole. */
function cut(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
