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
  /** Which end of the text is at the point: the one closer to the line. */
  readonly anchor: "start" | "end";
}

/**
 * The shapes beside lines. Lines that leave an item together carry the same shape, so only the first one with space is
 * labelled. The skip connections of an item run apart from them and get a label of their own, halfway, on the outer
 * side.
 */
export function edgeLabels({ view, graph, placed }: Drawing): readonly EdgeLabel[] {
  const margins = marginsOf(graph);
  const labelled = new Set<string>();
  const joins = joinsOf(graph.edges);
  return graph.edges.flatMap((edge) => {
    const points = placed.routes.get(edge.id) ?? [];
    const text = cut(shapesText(view, edge.values));
    const key = `${edge.source} ${edge.skip} ${text}`;
    if (labelled.has(key)) return [];
    const below = margins.get(edge.source)?.bottom ?? 0;
    const above = margins.get(edge.target)?.top ?? 0;
    const place = edge.skip
      ? besideLongest(points)
      : besideEnd(points, { below, above, joins: joins.has(edge.target) });
    if (place === null) return [];
    labelled.add(key);
    return [{ edge, text, ...place }];
  });
}

type Place = Pick<EdgeLabel, "at" | "anchor">;

/**
 * To the right of the line, below its source or above its target, clear of the frames' borders and titles
 * there; null where neither has space. The item itself shows its shape too.
 */
function besideEnd(points: readonly Point[], { below, above, joins }: Surroundings): Place | null {
  const [start, next, last, before] = [points[0], points[1], points.at(-1), points.at(-2)];
  if (start === undefined || next === undefined || last === undefined || before === undefined) return null;
  const straight = points.length === 2;
  const down = next.y - start.y - below - (straight ? above : 0);
  const up = last.y - before.y - above - (straight ? below : 0);
  // Lines part a little below their source: the lower half of a straight line is the clear one.
  if (down >= room) return rightOf(start.x, start.y + below + Math.min(down * (straight ? 0.62 : 0.5), 24));
  return up >= room && !joins ? rightOf(last.x, last.y - above - up / 2) : null;
}

function besideLongest(points: readonly Point[]): Place | null {
  const runs = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const [longest] = runs.sort((a, b) => Math.abs(b.to.y - b.from.y) - Math.abs(a.to.y - a.from.y));
  const [start] = points;
  if (start === undefined || longest === undefined) return null;
  const [x, y] = [longest.from.x, (longest.from.y + longest.to.y) / 2];
  return x < start.x ? { at: { x: x - aside, y }, anchor: "end" } : rightOf(x, y);
}

function rightOf(x: number, y: number): Place {
  return { at: { x: x + aside, y }, anchor: "start" };
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

/** Symbolic shapes can be long. The tooltips of the items show them in full. */
function cut(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
