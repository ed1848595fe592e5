import { known, type NodeId, type StepTime } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { figuresOf } from "./figures.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** The quantity that the tint of the nodes shows. */
export type HeatMetric = "none" | "time" | "macs" | "parameters" | "memory";

/** Times of one run by node; a step of several fused nodes counts at the one that does most of the work. */
export interface Times {
  readonly of: ReadonlyMap<NodeId, number>;
  /** Nodes that were computed together with another one, which shows the time of both. */
  readonly fusedWith: ReadonlyMap<NodeId, NodeId>;
  readonly total: number;
}

export function timesOf(model: ModelDocument, steps: readonly StepTime[]): Times {
  const of = new Map<NodeId, number>();
  const fusedWith = new Map<NodeId, NodeId>();
  for (const step of steps) {
    const main = mainNode(model, step);
    of.set(main, (of.get(main) ?? 0) + step.milliseconds);
    for (const node of step.nodes) if (node !== main) fusedWith.set(node, main);
  }
  return { of, fusedWith, total: steps.reduce((sum, step) => sum + step.milliseconds, 0) };
}

/**
 * Of the nodes of a step, the one with the most MACs: the convolution rather than the activation behind it.
 */
export function mainNode({ report }: ModelDocument, { nodes }: StepTime): NodeId {
  const macs = (node: NodeId): number => known(report.nodes[node]?.macs ?? 0) ?? 0;
  return [...nodes].sort((a, b) => macs(b) - macs(a) || a - b)[0] ?? 0;
}

/** Milliseconds of everything below the item, or undefined where no step of it was timed. */
export function timeOf(times: Times | null, item: Item): number | undefined {
  const parts = nodesOf(item).flatMap((id) => times?.of.get(id) ?? []);
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}

/** The item's share of the model's total, from 0 to 1; 0 where it is symbolic or was not measured. */
export function heatOf(view: ModelView, item: Item, metric: HeatMetric, times: Times | null): number {
  if (metric === "none") return 0;
  if (metric === "time") return share(timeOf(times, item), times?.total);
  const figures = figuresOf(view, item);
  const { total } = view.model.report;
  if (metric === "macs") return share(known(figures.macs), known(total.macs));
  if (metric === "parameters") return share(known(figures.parameters), known(total.parameters));
  return share(known(figures.activationBytes), known(total.activationBytes));
}

function share(part: number | undefined, whole: number | undefined): number {
  return part === undefined || whole === undefined || whole === 0 ? 0 : part / whole;
}
