import type { ElkExtendedEdge, ElkNode, ElkPoint } from "elkjs/lib/elk-api.js";
import type { ItemId } from "../model/item.ts";

/** Where everything goes: boxes by item, in coordinates of the canvas. */
export interface PlacedGraph {
  readonly boxes: ReadonlyMap<ItemId, Box>;
  readonly routes: ReadonlyMap<string, Route>;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Route {
  readonly points: readonly Point[];
  /** The middle of the label, where the edge has one. */
  readonly label: Point | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Reads elk's answer: boxes lie relative to the frame around them, routes on the canvas. */
export function placedGraph(root: ElkNode): PlacedGraph {
  const boxes = new Map<ItemId, Box>();
  const pending: [ElkNode, Point][] = (root.children ?? []).map((child) => [child, { x: 0, y: 0 }]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, origin] = next;
    const at = { x: origin.x + (node.x ?? 0), y: origin.y + (node.y ?? 0) };
    boxes.set(node.id, { ...at, width: node.width ?? 0, height: node.height ?? 0 });
    for (const child of node.children ?? []) pending.push([child, at]);
  }
  const routes = new Map((root.edges ?? []).map((edge) => [edge.id, routeOf(edge)]));
  return { boxes, routes, width: root.width ?? 0, height: root.height ?? 0 };
}

function routeOf(edge: ElkExtendedEdge): Route {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }): readonly ElkPoint[] => [
    startPoint,
    ...(bendPoints ?? []),
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  return {
    points: points.map(({ x, y }) => ({ x, y })),
    label: label === undefined ? null : { x: middle(label.x, label.width), y: middle(label.y, label.height) },
  };
}

function middle(start = 0, size = 0): number {
  return start + size / 2;
}
