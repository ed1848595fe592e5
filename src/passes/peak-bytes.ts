import {
  add,
  type Dim,
  type Graph,
  leastOf,
  maximum,
  type NodeId,
  subtract,
  unknownDim,
} from "../ir/index.ts";

/** The most formulas that are shown as one `max(…)`; longer ones are unreadable. */
const mostFormulas = 4;

/**
 * The largest sum of outputs that live at one step. A node's output lives from its own step to that of its last
 * reader; what the model returns lives to the end.
 */
export function peakBytes(graph: Graph, bytes: readonly Dim[]): Dim {
  const dying = deaths(graph);
  let live: Dim = 0;
  let peaks: readonly Dim[] = [];
  graph.nodes.forEach((_, step) => {
    live = add(live, bytes[step] ?? 0);
    peaks = withPeak(peaks, live);
    for (const id of dying[step] ?? []) live = subtract(live, bytes[id] ?? 0);
  });
  if (peaks.length > mostFormulas)
    return unknownDim("which of several formulas is the largest depends on the symbols");
  return peaks.length === 0 ? 0 : peaks.reduce(maximum);
}

/** The nodes whose outputs live where their sum is largest, for known sizes. */
export function nodesAtPeak(graph: Graph, bytes: readonly number[]): readonly NodeId[] {
  const dying = deaths(graph);
  const live = new Set<NodeId>();
  let peak: readonly NodeId[] = [];
  let [sum, most] = [0, 0];
  graph.nodes.forEach((_, step) => {
    live.add(step);
    sum += bytes[step] ?? 0;
    if (sum > most) [most, peak] = [sum, [...live]];
    for (const id of dying[step] ?? []) if (live.delete(id)) sum -= bytes[id] ?? 0;
  });
  return peak;
}

/** By step, the nodes that are read there for the last time. */
function deaths(graph: Graph): readonly (readonly NodeId[])[] {
  const last = graph.nodes.map((_, id) => id);
  graph.nodes.forEach((node, step) => {
    for (const id of node.inputs) last[id] = step;
  });
  for (const id of graph.outputs) last[id] = graph.nodes.length;
  const dying: NodeId[][] = graph.nodes.map(() => []);
  last.forEach((step, id) => {
    dying[step]?.push(id);
  });
  return dying;
}

/** The sums that may be the largest, without those that another one is never below. */
function withPeak(peaks: readonly Dim[], live: Dim): readonly Dim[] {
  if (peaks.some((peak) => isAtLeast(peak, live))) return peaks;
  return [...peaks.filter((peak) => !isAtLeast(live, peak)), live];
}

/** Whether left is at least right for all sizes. */
function isAtLeast(left: Dim, right: Dim): boolean {
  const least = leastOf(subtract(left, right));
  return least !== null && least >= 0;
}
