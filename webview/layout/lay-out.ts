import ELK from "elkjs/lib/elk-api.js";
import type { VisibleGraph } from "../model/visible-graph.ts";
import { elkGraph } from "./elk-graph.ts";
import { type PlacedGraph, placedGraph } from "./placed-graph.ts";

export type LayOut = (graph: VisibleGraph, labels: ReadonlyMap<string, string>) => Promise<PlacedGraph>;

/** Lays out in a worker. The worker does one graph after the other; who asks again ignores the older answers. */
export function layOutIn(worker: Worker): LayOut {
  const elk = new ELK({ workerFactory: () => worker });
  return async (graph, labels) => placedGraph(await elk.layout(elkGraph(graph, labels)));
}
