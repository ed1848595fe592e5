import ELK from "elkjs/lib/elk-api.js";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { flatElkGraph, placedFlat } from "./flat-layout.ts";
import { nestedElkGraph, placedNested } from "./nested-layout.ts";
import type { PlacedGraph } from "./placed-graph.ts";

export type LayOut = (graph: VisibleGraph) => Promise<PlacedGraph>;

/** Lays out in a worker, one graph after the other. Elk's API matches requests and answers by ids of its own. */
export function layOutIn(worker: Worker): LayOut {
  const elk = new ELK({ workerFactory: () => worker });
  return async (graph) => {
    const flat = placedFlat(graph, await elk.layout(flatElkGraph(graph)));
    return flat ?? placedNested(await elk.layout(nestedElkGraph(graph)));
  };
}
