import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { ItemId } from "../model/item.ts";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { elkOptions } from "./elk-options.ts";
import { elkEdge, portsOf } from "./elk-ports.ts";
import { framesAround, marginsOf, noMargins } from "./margins.ts";
import { type Box, type PlacedGraph, routesOf } from "./placed-graph.ts";
import { frameHeader, framePadding, nodeSize } from "./sizes.ts";

/**
 * The visible graph without frames, with room left where they will be drawn, so that branches do not wait for
 * each other. The content of a frame usually ends up together; `placedFlat` checks whether it did.
 */
export function flatElkGraph(graph: VisibleGraph): ElkNode {
  const margins = marginsOf(graph);
  const widthOf = (id: ItemId): number => nodeSize.width + 2 * (margins.get(id)?.side ?? 0);
  const ports = portsOf(graph.edges, widthOf);
  return {
    id: "canvas",
    layoutOptions: elkOptions(graph.items.length),
    children: [...margins].map(([id, { top, bottom }]) => ({
      id,
      width: widthOf(id),
      height: nodeSize.height + top + bottom,
      ...ports.get(id),
    })),
    edges: graph.edges.map(elkEdge),
  };
}

/** Boxes, and frames around them. Undefined where a frame would cover an item outside it. */
export function placedFlat(graph: VisibleGraph, root: ElkNode): PlacedGraph | undefined {
  const margins = marginsOf(graph);
  const boxes = new Map<ItemId, Box>();
  for (const { id, x = 0, y = 0 } of root.children ?? []) {
    const { top, side } = margins.get(id) ?? noMargins;
    boxes.set(id, { x: x + side, y: y + top, ...nodeSize });
  }
  addFrames(graph, boxes);
  if (!framesAreClear(graph, boxes)) return undefined;
  const routes = routesOf(root);
  for (const { id, source, target } of graph.edges) {
    const points = [...(routes.get(id) ?? [])];
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) continue;
    // Elk's lines end at the free space around a node; the last stretch to the node itself is straight.
    points[0] = { x: first.x, y: first.y - (margins.get(source)?.bottom ?? 0) };
    points[points.length - 1] = { x: last.x, y: last.y + (margins.get(target)?.top ?? 0) };
    routes.set(id, points);
  }
  return { boxes, routes, width: root.width ?? 0, height: root.height ?? 0 };
}

/** Every frame encloses its content. Backwards, since content is listed after its frame. */
function addFrames(graph: VisibleGraph, boxes: Map<ItemId, Box>): void {
  const content = new Map<ItemId, Box>();
  for (const { item, as, frame } of [...graph.items].reverse()) {
    const inside = content.get(item.id);
    if (as === "frame" && inside !== undefined) boxes.set(item.id, enclosing(inside));
    const box = boxes.get(item.id);
    if (frame === null || box === undefined) continue;
    const so = content.get(frame);
    content.set(frame, so === undefined ? box : union(so, box));
  }
}

function enclosing({ x, y, width, height }: Box): Box {
  const above = frameHeader + framePadding;
  return {
    x: x - framePadding,
    y: y - above,
    width: width + 2 * framePadding,
    height: height + above + framePadding,
  };
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether no frame overlaps an item outside it. */
function framesAreClear(graph: VisibleGraph, boxes: ReadonlyMap<ItemId, Box>): boolean {
  const around = framesAround(graph);
  const frames = graph.items.filter(({ as }) => as === "frame").map(({ item }) => item.id);
  return frames.every((frame) =>
    graph.items.every(({ item: { id } }) => {
      const related = id === frame || around.get(id)?.has(frame) || around.get(frame)?.has(id);
      return related === true || !overlap(boxes.get(frame), boxes.get(id));
    }),
  );
}

function overlap(a: Box | undefined, b: Box | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !apart;
}
