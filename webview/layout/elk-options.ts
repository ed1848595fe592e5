/** Room between layers: enough for a line with a shape beside it. */
const layerGap = "34";

/** Above this many items layout would take seconds, so it spends less effort on straight lines. */
const large = 400;

/** How elk lays out a graph of so many items, from top to bottom. */
export function elkOptions(items: number): Record<string, string> {
  const thorough = items <= large;
  return {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.json.edgeCoords": "ROOT",
    // Every branch begins as early as possible and has its slack at the end, so that it stays in one piece.
    "elk.layered.layering.strategy": "LONGEST_PATH_SOURCE",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": thorough ? "NETWORK_SIMPLEX" : "BRANDES_KOEPF",
    "elk.layered.thoroughness": thorough ? "7" : "2",
    "elk.layered.spacing.nodeNodeBetweenLayers": layerGap,
    "elk.layered.spacing.edgeNodeBetweenLayers": "12",
    "elk.spacing.nodeNode": "24",
    "elk.spacing.edgeNode": "18",
    "elk.spacing.edgeEdge": "12",
    "elk.padding": "[top=16,left=16,bottom=16,right=16]",
  };
}
