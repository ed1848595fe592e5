import { known, type NodeId, type StepTime } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { type Item, nodesOf } from "./item.ts";

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
