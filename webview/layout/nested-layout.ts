import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { ItemId } from "../model/item.ts";
import type { VisibleGraph, VisibleItem } from "../model/visible-graph.ts";
import { elkOptions } from "./elk-options.ts";
import { elkEdge, type Ports, portsOf } from "./elk-ports.ts";
import type { Box, PlacedGraph, Point } from "./placed-graph.ts";
import { routesOf } from "./placed-graph.ts";
import { frameHeader, framePadding, nodeSize } from "./sizes.ts";

/**
 * The visible graph with its frames as elk's compound nodes. Frames never overlap this way, but each takes
 * one layer however tall it is, and branches beside it are stretched: the second choice.
 */
export function nestedElkGraph(graph: VisibleGraph): ElkNode {
  const children = new Map<ItemId | null, ElkNode[]>();
  const ports = portsOf(graph.edges, () => nodeSize.width);
  // A frame is listed before its content, so the list of its children exists by the time they come.
  for (const visible of graph.items) {
    const node = elkNode(visible, ports.get(visible.item.id) ?? {});
    if (visible.as === "frame") children.set(visible.item.id, node.children ?? []);
    const siblings = children.get(visible.frame) ?? [];
    siblings.push(node);
    children.set(visible.frame, siblings);
  }
  return {
    id: "canvas",
    layoutOptions: { ...elkOptions(graph.items.length), "elk.hierarchyHandling": "INCLUDE_CHILDREN" },
    children: children.get(null) ?? [],
    edges: graph.edges.map(elkEdge),
  };
}

/** Reads elk's answer: boxes are relative to their frame, routes to the canvas. */
export function placedNested(root: ElkNode): PlacedGraph {
  const boxes = new Map<ItemId, Box>();
  const pending: [ElkNode, Point][] = (root.children ?? []).map((child) => [child, { x: 0, y: 0 }]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, origin] = next;
    const at = { x: origin.x + (node.x ?? 0), y: origin.y + (node.y ?? 0) };
    boxes.set(node.id, { ...at, width: node.width ?? 0, height: node.height ?? 0 });
    for (const child of node.children ?? []) pending.push([child, at]);
  }
  return { boxes, routes: routesOf(root), width: root.width ?? 0, height: root.height ?? 0 };
}

function elkNode({ item, as }: VisibleItem, ports: Ports): ElkNode {
  if (as !== "frame") return { id: item.id, ...nodeSize, ...ports };
  const [top, rest] = [frameHeader + framePadding, framePadding];
  return {
    id: item.id,
    children: [],
    layoutOptions: { "elk.padding": `[top=${top},left=${rest},bottom=${rest},right=${rest}]` },
  };
}
