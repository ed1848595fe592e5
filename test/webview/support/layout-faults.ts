import assert from "node:assert/strict";
import { farNames } from "../../../webview/graph/detail.ts";
import type { Drawing } from "../../../webview/graph/drawing.ts";
import { edgeLabels, rectangleOf } from "../../../webview/graph/edge-labels.ts";
import { overlap, takenBy } from "../../../webview/graph/free-space.ts";
import { type Direction, layOut } from "../../../webview/layout/lay-out.ts";
import type { Box, PlacedGraph, Point } from "../../../webview/layout/placed-graph.ts";
import { frameHeader } from "../../../webview/layout/sizes.ts";
import { allUnfolded, type Folds, foldedGroups, unfoldedTo } from "../../../webview/model/folds.ts";
import type { ModelView } from "../../../webview/model/model-view.ts";
import { type VisibleGraph, visibleGraph } from "../../../webview/model/visible-graph.ts";
import { nearby } from "./near.ts";

export const directions = ["down", "right", "columns"] as const;

/** How much of a model is unfolded: nothing, the outermost blocks, everything. */
export function foldStates({ tree }: ModelView): Readonly<Record<string, Folds>> {
  return {
    folded: {},
    "to depth 1": unfoldedTo(tree, 1).folds,
    unfolded: allUnfolded(tree).folds,
  };
}

/** All that is wrong with the picture of a model in a direction: what is placed amiss, and what labels and names cover. */
export function pictureFaults(view: ModelView, folds: Folds, direction: Direction): readonly string[] {
  const { graph, folded } = graphOf(view, folds);
  const placed = layOut(graph, { direction, ratio: 1.4 });
  const covered = coveredByLabels({ key: "", view, graph, folded, focus: null, placed });
  return [
    ...layoutFaults(graph, placed, direction),
    ...coveredByNames(graph, placed),
    ...covered.map((edge) => `the label of ${edge} covers something`),
  ];
}

/** What is drawn of a model. */
export function graphOf({ tree, model }: ModelView, folds: Folds) {
  const folded = foldedGroups(tree, folds);
  return { folded, graph: visibleGraph({ tree, folded, focus: null }, model.graph.nodes) };
}

/** All that is wrong with a layout: what overlaps, strays, or runs where it must not. */
export function layoutFaults(
  graph: VisibleGraph,
  placed: PlacedGraph,
  direction: Direction,
): readonly string[] {
  return [
    ...overlaps(graph, placed),
    ...strays(graph, placed),
    ...faultyRoutes(graph, placed, direction),
    ...escapes(graph, placed),
    ...mergedLines(graph, placed),
  ];
}

/** Labels that cover a box, a title, a border, a line or another label, or stand outside the picture. */
function coveredByLabels(drawing: Drawing): readonly string[] {
  const labels = edgeLabels(drawing);
  assert.ok(labels.length > 0, "no line has a label");
  const spaces = labels.map((label) => rectangleOf(label, label.text));
  const near = nearby([...takenBy(drawing.graph, drawing.placed), ...spaces], (one) => one);
  return labels.flatMap(({ edge }, index) => {
    const space = spaces[index];
    if (space === undefined) return [];
    const isOutside = space.x < 0 || space.x + space.width > drawing.placed.width;
    return isOutside || near(space).some((other) => other !== space && overlap(space, other))
      ? [edge.id]
      : [];
  });
}

/** Names of frames from afar that cover each other, or boxes of which they are not the frame's name. */
function coveredByNames({ items }: VisibleGraph, placed: PlacedGraph): readonly string[] {
  const around = framesAround(items);
  const near = nearby(
    items.filter(({ as }) => as !== "frame").map(({ item }) => item),
    ({ id }) => boxAt(placed.boxes, id),
  );
  return [0.02, 0.05, 0.1, 0.2, 0.3].flatMap((zoom) => {
    const names = farNames({ items, edges: [] }, placed, zoom);
    return names.flatMap(({ id, at }, index) => {
      const others = near(at).filter((item) => around.get(item.id)?.has(id) !== true);
      return [
        ...names.slice(index + 1).filter((other) => overlap(at, other.at)),
        ...others.filter((item) => overlap(at, boxAt(placed.boxes, item.id))),
      ].map((covered) => `${id} covers ${covered.id} at ${zoom}`);
    });
  });
}

/** Edges within one frame that leave it on their way. */
function escapes({ items, edges }: VisibleGraph, { boxes, routes }: PlacedGraph): readonly string[] {
  const frameOf = new Map(items.map(({ item, frame }) => [item.id, frame]));
  return edges.flatMap(({ id, source, target }) => {
    const frame = frameOf.get(source);
    if (frame == null || frameOf.get(target) !== frame) return [];
    const { x, y, width, height } = boxAt(boxes, frame);
    const inside = (at: Point): boolean => at.x > x && at.x < x + width && at.y > y && at.y < y + height;
    return (routes.get(id) ?? []).every(inside) ? [] : [id];
  });
}

/** Pairs of items that overlap although neither is around the other. */
function overlaps({ items }: VisibleGraph, { boxes }: PlacedGraph): readonly string[] {
  const around = framesAround(items);
  const order = new Map(items.map(({ item }, index) => [item.id, index]));
  const ids = items.map(({ item }) => item.id);
  const near = nearby(ids, (id) => boxAt(boxes, id));
  return ids.flatMap((id, index) =>
    near(boxAt(boxes, id)).flatMap((other) => {
      const isInside = around.get(other)?.has(id) === true || around.get(id)?.has(other) === true;
      const isFault = !isInside && (order.get(other) ?? 0) > index;
      return isFault && overlap(boxAt(boxes, id), boxAt(boxes, other)) ? [`${id} and ${other}`] : [];
    }),
  );
}

/** Items that are not inside their frame and below its title. */
function strays({ items }: VisibleGraph, { boxes, width, height }: PlacedGraph): readonly string[] {
  const canvas = { x: 0, y: -frameHeader, width, height: height + frameHeader };
  return items.flatMap(({ item: { id }, frame }) => {
    const [inner, outer] = [boxAt(boxes, id), frame === null ? canvas : boxAt(boxes, frame)];
    const isInside =
      inner.x > outer.x &&
      inner.y > outer.y + frameHeader &&
      inner.x + inner.width < outer.x + outer.width &&
      inner.y + inner.height < outer.y + outer.height;
    return isInside ? [] : [id];
  });
}

/** Edges that do not lead from behind their source to before their target, run aslant, or pass behind another item. */
function faultyRoutes(
  { items, edges }: VisibleGraph,
  { boxes, routes }: PlacedGraph,
  direction: Direction,
): readonly string[] {
  const around = framesAround(items);
  const near = nearby(items, ({ item }) => boxAt(boxes, item.id));
  return edges.flatMap(({ id, source, target }) => {
    const points = routes.get(id) ?? [];
    const [start, end] = [points[0], points.at(-1)];
    const [from, to] = [boxAt(boxes, source), boxAt(boxes, target)];
    const meets =
      direction === "right"
        ? start?.x === from.x + from.width &&
          within(start.y, from.y, from.height) &&
          end?.x === to.x &&
          within(end.y, to.y, to.height)
        : // On the way up of a U, lines leave above and come in from below.
          (start?.y === from.y + from.height || (direction === "automatic" && start?.y === from.y)) &&
          within(start.x, from.x, from.width) &&
          (end?.y === to.y || (direction === "automatic" && end?.y === to.y + to.height)) &&
          within(end.x, to.x, to.width);
    const stretches = points.slice(1).map((to, index) => boxAround(points[index] ?? to, to));
    const foreign = stretches.flatMap((stretch) =>
      near(stretch).filter(({ item }) => {
        const passes = around.get(source)?.has(item.id) === true || around.get(target)?.has(item.id) === true;
        return !passes && cuts(stretch, boxAt(boxes, item.id));
      }),
    );
    const aslant = points
      .slice(1)
      .some(({ x, y }, index) => x !== points[index]?.x && y !== points[index]?.y);
    return [
      ...(meets ? [] : [`${id} does not meet its ends`]),
      ...(aslant ? [`${id} runs aslant`] : []),
      ...foreign.map(({ item }) => `${id} passes behind ${item.id}`),
    ];
  });
}

function within(at: number, start: number, size: number): boolean {
  return at > start && at < start + size;
}

function framesAround(items: VisibleGraph["items"]): ReadonlyMap<string, ReadonlySet<string>> {
  const around = new Map<string, ReadonlySet<string>>();
  for (const { item, frame } of items) {
    around.set(item.id, frame === null ? new Set() : new Set([frame, ...(around.get(frame) ?? [])]));
  }
  return around;
}

function boxAt(boxes: PlacedGraph["boxes"], id: string): Box {
  const box = boxes.get(id);
  assert.ok(box !== undefined, `${id} has no place`);
  return box;
}

/** Whether a stretch of a line passes through the inside of a box. */
function cuts(line: Box, { x, y, width, height }: Box): boolean {
  return (
    line.x < x + width &&
    x < line.x + line.width + (line.width === 0 ? 1e-9 : 0) &&
    line.y < y + height &&
    y < line.y + line.height + (line.height === 0 ? 1e-9 : 0)
  );
}

/** Lines that share neither source nor target, but run on top of each other, so that they look like one. */
function mergedLines({ edges }: VisibleGraph, { routes }: PlacedGraph): readonly string[] {
  const stretches = edges.flatMap((edge) => {
    const points = routes.get(edge.id) ?? [];
    return points.slice(1).map((to, index) => ({ edge, box: boxAround(points[index] ?? to, to) }));
  });
  return (["x", "y"] as const).flatMap((across) => {
    const along = across === "x" ? "y" : "x";
    const [thickness, length] =
      across === "x" ? (["width", "height"] as const) : (["height", "width"] as const);
    const sorted = stretches
      .filter(({ box }) => box[thickness] === 0 && box[length] > 0)
      .sort((a, b) => a.box[across] - b.box[across]);
    return sorted.flatMap(({ edge, box }, index) => {
      const merged: string[] = [];
      for (const { edge: other, box: next } of sorted.slice(index + 1)) {
        if (next[across] - box[across] >= leastApart) break;
        const shared =
          Math.min(box[along] + box[length], next[along] + next[length]) - Math.max(box[along], next[along]);
        const related = edge.source === other.source || edge.target === other.target;
        if (!related && shared > leastApart) merged.push(`${edge.id} runs on top of ${other.id}`);
      }
      return merged;
    });
  });
}

/** In pixels. */
const leastApart = 3;

function boxAround(a: Point, b: Point): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
