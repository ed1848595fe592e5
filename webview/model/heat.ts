import { known } from "../../src/ir/index.ts";
import type { StepTime } from "../../src/protocol/index.ts";
import { figuresOf } from "./figures.ts";
import { type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** What the tint of the nodes stands for. */
export type HeatMetric = "none" | "time" | "macs" | "parameters" | "memory";

/** Times of one run by node; a step of several fused nodes counts at the last, which holds its output. */
export interface Times {
  readonly of: ReadonlyMap<number, number>;
  /** Nodes computed within a later one, to which their time belongs. */
  readonly fusedInto: ReadonlyMap<number, number>;
  readonly total: number;
}

export function timesOf(steps: readonly StepTime[]): Times {
  const of = new Map<number, number>();
  const fusedInto = new Map<number, number>();
  for (const { nodes, milliseconds } of steps) {
    const last = Math.max(...nodes);
    of.set(last, (of.get(last) ?? 0) + milliseconds);
    for (const node of nodes) if (node !== last) fusedInto.set(node, last);
  }
  return { of, fusedInto, total: steps.reduce((sum, step) => sum + step.milliseconds, 0) };
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
