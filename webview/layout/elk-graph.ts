import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import type { ItemId } from "../model/item.ts";
import type { VisibleEdge, VisibleGraph, VisibleItem } from "../model/visible-graph.ts";
import { frameHeader, labelSize, nodeSize } from "./sizes.ts";

/** The visible graph in elk's words: frames nest, edges hang at the root, ports fix where edges meet a node. */
export function elkGraph(graph: VisibleGraph, labels: ReadonlyMap<string, string>): ElkNode {
  const children = new Map<ItemId | null, ElkNode[]>();
  const ports = portsOf(graph.edges);
  // Frames stand before their content, so the list of a frame's children exists when they come.
  for (const visible of graph.items) {
    const node = elkNode(visible, ports.get(visible.item.id) ?? []);
    if (visible.as === "frame") children.set(visible.item.id, node.children ?? []);
    const siblings = children.get(visible.frame) ?? [];
    siblings.push(node);
    children.set(visible.frame, siblings);
  }
  return {
    id: "canvas",
    layoutOptions: canvasOptions(graph),
    children: children.get(null) ?? [],
    edges: graph.edges.map((edge) => elkEdge(edge, labels.get(edge.id) ?? "")),
  };
}

/** Past this many items, layout takes seconds; it then tries less hard to straighten lines. */
const large = 400;

function canvasOptions(graph: VisibleGraph): Record<string, string> {
  const thorough = graph.items.length <= large;
  return {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.json.edgeCoords": "ROOT",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": thorough ? "NETWORK_SIMPLEX" : "BRANDES_KOEPF",
    "elk.layered.thoroughness": thorough ? "7" : "2",
    "elk.layered.spacing.nodeNodeBetweenLayers": "28",
    "elk.layered.spacing.edgeNodeBetweenLayers": "12",
    "elk.spacing.nodeNode": "24",
    "elk.spacing.edgeNode": "18",
    "elk.spacing.edgeEdge": "12",
    "elk.padding": "[top=16,left=16,bottom=16,right=16]",
  };
}

function elkNode({ item, as }: VisibleItem, ports: ElkPort[]): ElkNode {
  if (as !== "frame") {
    return { id: item.id, ...nodeSize, ports, layoutOptions: { "elk.portConstraints": "FIXED_SIDE" } };
  }
  return {
    id: item.id,
    children: [],
    layoutOptions: {
      "elk.padding": `[top=${frameHeader + 14},left=14,bottom=14,right=14]`,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${nodeSize.width + 28}, 0)`,
      "elk.layered.spacing.nodeNodeBetweenLayers": "28",
    },
  };
}

/** Edges enter a node above and leave it below; every skip has ports of its own, so that it runs beside the trunk. */
function portsOf(edges: readonly VisibleEdge[]): ReadonlyMap<ItemId, ElkPort[]> {
  const ports = new Map<ItemId, Map<string, ElkPort>>();
  const add = (item: ItemId, port: ElkPort): void => {
    ports.set(item, (ports.get(item) ?? new Map<string, ElkPort>()).set(port.id, port));
  };
  for (const edge of edges) {
    add(edge.source, elkPort(sourcePort(edge), "SOUTH"));
    add(edge.target, elkPort(targetPort(edge), "NORTH"));
  }
  return new Map([...ports].map(([item, byId]) => [item, [...byId.values()]]));
}

function elkPort(id: string, side: "NORTH" | "SOUTH"): ElkPort {
  return { id, width: 0, height: 0, layoutOptions: { "elk.port.side": side } };
}

function sourcePort(edge: VisibleEdge): string {
  return edge.skip ? `${edge.id} out` : `${edge.source} out`;
}

function targetPort(edge: VisibleEdge): string {
  return `${edge.id} in`;
}

function elkEdge(edge: VisibleEdge, label: string): ElkExtendedEdge {
  return {
    id: edge.id,
    sources: [sourcePort(edge)],
    targets: [targetPort(edge)],
    ...(label === "" ? {} : { labels: [{ id: `${edge.id} label`, text: label, ...labelSize(label) }] }),
    layoutOptions: {
      "elk.edgeLabels.placement": "CENTER",
      "elk.layered.priority.straightness": edge.skip ? "0" : "10",
      "elk.layered.priority.shortness": edge.skip ? "0" : "5",
    },
  };
}
