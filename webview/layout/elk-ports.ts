import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import type { ItemId } from "../model/item.ts";
import type { VisibleEdge } from "../model/visible-graph.ts";

/** Where edges meet a node, for elk: they enter above and leave below. */
export type Ports = Pick<ElkNode, "ports" | "layoutOptions">;

interface Ends {
  readonly incoming: VisibleEdge[];
  readonly outgoing: VisibleEdge[];
}

/**
 * Ports for every item of such a width. The trunk goes through the middle. Skip connections, and whatever joins
 * the trunk, leave and enter to the right of it. Where several branches meet, elk finds their order.
 */
export function portsOf(
  edges: readonly VisibleEdge[],
  widthOf: (item: ItemId) => number,
): ReadonlyMap<ItemId, Ports> {
  const ends = new Map<ItemId, Ends>();
  for (const edge of edges) {
    endsAt(ends, edge.source).outgoing.push(edge);
    endsAt(ends, edge.target).incoming.push(edge);
  }
  return new Map(
    [...ends].map(([item, { incoming, outgoing }]) => [item, itemPorts(incoming, outgoing, widthOf(item))]),
  );
}

export function elkEdge(edge: VisibleEdge): ElkExtendedEdge {
  return {
    id: edge.id,
    sources: [sourcePort(edge)],
    targets: [targetPort(edge)],
    layoutOptions: {
      "elk.layered.priority.straightness": edge.trunk ? "20" : edge.skip ? "0" : "5",
      "elk.layered.priority.shortness": edge.skip ? "0" : "5",
    },
  };
}

function endsAt(ends: Map<ItemId, Ends>, item: ItemId): Ends {
  const found = ends.get(item) ?? { incoming: [], outgoing: [] };
  ends.set(item, found);
  return found;
}

function itemPorts(incoming: readonly VisibleEdge[], outgoing: readonly VisibleEdge[], width: number): Ports {
  const joining = incoming.filter(({ skip }) => !skip);
  const pair = joining.length === 2 && joining.some(({ trunk }) => trunk);
  const joinsBeside = ({ skip, trunk }: VisibleEdge): boolean => skip || (pair && !trunk);
  const above = spread({ side: "NORTH", edges: incoming, isBeside: joinsBeside, idOf: targetPort }, width);
  const below = spread(
    { side: "SOUTH", edges: outgoing, isBeside: ({ skip }) => skip, idOf: sourcePort },
    width,
  );
  const joins = joining.length > 1 && !pair;
  return {
    ports: [...above, ...below],
    layoutOptions: { "elk.portConstraints": joins ? "FIXED_SIDE" : "FIXED_POS" },
  };
}

/** Where lines beside the trunk meet a node, as a share of its width. */
const besideTrunk = 0.8;

interface Side {
  readonly side: "NORTH" | "SOUTH";
  readonly edges: readonly VisibleEdge[];
  readonly isBeside: (edge: VisibleEdge) => boolean;
  readonly idOf: (edge: VisibleEdge) => string;
}

function spread({ side, edges, isBeside, idOf }: Side, width: number): readonly ElkPort[] {
  const middle = new Set(edges.filter((edge) => !isBeside(edge)).map(idOf));
  const beside = [...new Set(edges.filter(isBeside).map(idOf))];
  const step = (0.95 - besideTrunk) / Math.max(beside.length, 1);
  return [
    ...[...middle].map((id) => elkPort(id, side, width / 2)),
    ...beside.map((id, index) => elkPort(id, side, width * (besideTrunk + index * step))),
  ];
}

function elkPort(id: string, side: "NORTH" | "SOUTH", x: number): ElkPort {
  return { id, x, width: 0, height: 0, layoutOptions: { "elk.port.side": side } };
}

/** Edges that leave an item in the same direction share a port. */
function sourcePort(edge: VisibleEdge): string {
  return `${edge.source} ${edge.skip ? "skip" : "out"}`;
}

function targetPort(edge: VisibleEdge): string {
  return `${edge.id} in`;
}
