import type { Point } from "../layout/placed-graph.ts";
import { outputText, shapesText } from "../model/figures.ts";
import type { ItemId } from "../model/item.ts";
import type { VisibleEdge } from "../model/visible-graph.ts";
import type { Drawing } from "./drawing.ts";
import { freeSpace, type Rectangle } from "./free-space.ts";

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
 * labelled. A label that would cover a box, a line, a border or another label, or stand outside the picture, is left out.
 */
export function edgeLabels({ view, graph, placed }: Drawing): readonly EdgeLabel[] {
  const space = freeSpace(graph, placed);
  const labelled = new Set<string>();
  return graph.edges.flatMap((edge) => {
    const points = placed.routes.get(edge.id) ?? [];
    const text = cut(shapesText(view, edge.values));
    const key = `${edge.source} ${edge.skip} ${text}`;
    if (labelled.has(key)) return [];
    const place = firstFree(placesFor(edge, points, text), (one) => {
      const at = rectangleOf(one, text);
      return at.x >= 0 && at.x + at.width <= placed.width && space.isFree(at);
    });
    if (place === undefined) return [];
    labelled.add(key);
    space.take(rectangleOf(place, text));
    return [{ edge, text, ...place }];
  });
}

/** The items whose lines say all of their shape, so that their boxes need not. */
export function toldByLines({ view, graph }: Drawing, labels: readonly EdgeLabel[]): ReadonlySet<ItemId> {
  const texts = new Map(labels.map(({ edge, text }) => [edge.source, text]));
  return new Set(
    graph.items.flatMap(({ item }) => {
      const text = texts.get(item.id);
      return text !== undefined && text === outputText(view, item) ? [item.id] : [];
    }),
  );
}

/** What a label covers. */
export function rectangleOf({ at, anchor }: LabelPosition, text: string): Rectangle {
  const width = text.length * characterWidth;
  return {
    x: anchor === "start" ? at.x : at.x - width,
    y: at.y - labelHeight / 2,
    width,
    height: labelHeight,
  };
}

type LabelPosition = Pick<EdgeLabel, "at" | "anchor">;

function firstFree(
  places: Iterable<LabelPosition>,
  isFree: (place: LabelPosition) => boolean,
): LabelPosition | undefined {
  for (const place of places) if (isFree(place)) return place;
  return undefined;
}

/**
 * Where a label may stand, the best place first: below its source, or halfway along a skip connection. The first is nearly always
 * free, so the others are worked out only when they are asked for.
 */
function* placesFor({ skip }: VisibleEdge, points: readonly Point[], text: string): Iterable<LabelPosition> {
  const runs = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  if (skip) runs.sort((a, b) => length(b) - length(a));
  for (const run of runs) {
    if (run.from.y === run.to.y) yield* placesAbove(run, text.length * characterWidth);
    else if (length(run) >= labelHeight) yield* placesAlong(run, skip);
  }
}

interface Segment {
  readonly from: Point;
  readonly to: Point;
}

function length({ from, to }: Segment): number {
  return Math.abs(to.y - from.y) + Math.abs(to.x - from.x);
}

/** To the right of the line, else to its left, at a few heights. */
function* placesAlong({ from, to }: Segment, skip: boolean): Iterable<LabelPosition> {
  const heights = skip
    ? [0.5, 0.25, 0.75].map((share) => from.y + (to.y - from.y) * share)
    : [
        from.y + Math.min((to.y - from.y) * 0.5, 24),
        (from.y + to.y) / 2,
        to.y - Math.min((to.y - from.y) * 0.5, 24),
      ];
  for (const y of heights) {
    yield { at: { x: from.x + aside, y }, anchor: "start" };
    yield { at: { x: from.x - aside, y }, anchor: "end" };
  }
}

/** In the middle of a line that runs sideways, above it or below, where it is long enough. */
function placesAbove(run: Segment, width: number): readonly LabelPosition[] {
  if (length(run) < width + aside) return [];
  const x = (run.from.x + run.to.x - width) / 2;
  return [-1, 1].map(
    (way): LabelPosition => ({ at: { x, y: run.from.y + way * (labelHeight / 2 + 2) }, anchor: "start" }),
  );
}

const aside = 6;
/** Of the style sheet's font, rounded up: fonts differ. */
const characterWidth = 6.5;
const labelHeight = 13;

/** Symbolic shapes can be long. The tooltips of the items show them in full. */
function cut(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
