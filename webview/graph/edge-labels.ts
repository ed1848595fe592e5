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
 * The shapes that travel. Lines that leave an item together carry the same, so the first one speaks for all; a skip
 * connection runs apart from them and has its own, halfway.
 */
export function edgeLabels({ view, graph, placed }: Drawing): readonly EdgeLabel[] {
  const told = new Set<string>();
  return graph.edges.flatMap((edge) => {
    const points = placed.routes.get(edge.id) ?? [];
    const text = cut(shapesText(view, edge.values));
    const key = `${edge.source} ${text}`;
    const at = edge.skip ? besideLongest(points) : besideEnd(points);
    if (at === null || (!edge.skip && told.has(key))) return [];
    if (!edge.skip) told.add(key);
    return [{ edge, text, at }];
  });
}

/** To the right of the line, where it leaves its source or where it meets its target: where there is more room. */
function besideEnd(points: readonly Point[]): Point | null {
  const [start, next, last, before] = [points[0], points[1], points.at(-1), points.at(-2)];
  if (start === undefined || next === undefined || last === undefined || before === undefined) return null;
  const [below, above] = [next.y - start.y, last.y - before.y];
  return below >= above
    ? { x: start.x + aside, y: start.y + Math.min(below / 2, farthest) }
    : { x: last.x + aside, y: last.y - Math.min(above / 2, farthest) };
}

function besideLongest(points: readonly Point[]): Point | null {
  const runs = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const [longest] = runs.sort((a, b) => Math.abs(b.to.y - b.from.y) - Math.abs(a.to.y - a.from.y));
  if (longest === undefined) return null;
  return { x: longest.from.x + aside, y: (longest.from.y + longest.to.y) / 2 };
}

const aside = 6;
/** From a label to the box it belongs to. */
const farthest = 24;

/** Symbolic shapes grow long; the tooltips of the items have them whole. */
function cut(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
