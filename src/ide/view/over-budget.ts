import type { Analysis, Budget, Model, PlacedProblem } from "../../analyzer/index.ts";
import type { BudgetWord } from "../../base/index.ts";
import { type Dim, leastOf, type Node, type NodeReport, type Report } from "../../ir/index.ts";

import { nodesAtPeak } from "../../passes/peak-bytes.ts";
import type { ProblemData } from "../../problems/index.ts";
import { gapsIn } from "../../words/index.ts";
import { nodeTitle } from "./node-title.ts";

/** The models that certainly cost more than a comment of their file allows, as problems at the limit that they exceed. */
export function overBudgets(
  { budgets, models }: Analysis,
  reportOf: (model: Model) => Report,
): readonly PlacedProblem[] {
  return budgets.flatMap((budget) =>
    models
      .filter(({ id }) => budget.models.includes(id))
      .flatMap((model) => {
        const data = overrun(model, reportOf(model), budget);
        return data === null
          ? []
          : [{ code: "over-budget", at: budget.at, data, related: [], op: null } as const];
      }),
  );
}

/** By how much a model exceeds a limit; null where it does not, or where that is not certain. */
export function overrun(
  model: Model,
  report: Report,
  { word, limit }: Pick<Budget, "word" | "limit">,
): ProblemData<"over-budget"> | null {
  const { total, isAtLeast } = certainCost(model, report, word);
  if (total <= limit.most) return null;
  return { model: model.name, word, limit, total, isAtLeast, costliest: costliest(model, report, word) };
}

/** What a model certainly costs: all of it, or what is known of it, with 1 for every size that is only named. */
export function certainCost(
  { graph }: Model,
  report: Report,
  word: BudgetWord,
): { readonly total: number; readonly isAtLeast: boolean } {
  const exact = word === "memory" ? report.peakActivationBytes : report.total[counted[word]];
  const isWhole = typeof exact === "number" && gapsIn(report, counted[word]).length === 0;
  if (word !== "memory") return { total: least(exact), isAtLeast: !isWhole };
  const bytes = certainBytes(graph.nodes, report);
  const peak = nodesAtPeak(graph, bytes).reduce((sum, id) => sum + (bytes[id] ?? 0), 0);
  return { total: peak, isAtLeast: !isWhole };
}

const counted = {
  params: "parameters",
  macs: "macs",
  memory: "activationBytes",
} as const satisfies Record<BudgetWord, keyof NodeReport>;

function least(count: Dim): number {
  return Math.max(0, leastOf(count) ?? 0);
}

function certainBytes(nodes: readonly Node[], report: Report): readonly number[] {
  return nodes.map(({ unknown }, id) =>
    unknown === undefined ? least(report.nodes[id]?.activationBytes ?? 0) : 0,
  );
}

const mostLayers = 3;

/** The layers that cost most; of memory, those whose outputs live at the peak. */
function costliest(
  { graph }: Model,
  report: Report,
  word: BudgetWord,
): ProblemData<"over-budget">["costliest"] {
  const bytes = certainBytes(graph.nodes, report);
  const nodes = word === "memory" ? nodesAtPeak(graph, bytes) : graph.nodes.map(({ id }) => id);
  const costs = new Map<string, number>();
  const add = (layer: string, cost: number) => costs.set(layer, (costs.get(layer) ?? 0) + cost);
  for (const id of nodes) {
    const [node, counts] = [graph.nodes[id], report.nodes[id]];
    if (node === undefined || counts === undefined || node.unknown !== undefined) continue;
    const path = node.owner ?? node.module;
    add(path === "" ? nodeTitle(graph, node) : path, least(counts[counted[word]]));
  }
  if (word === "params") for (const { path, parameters } of report.unused) add(path, least(parameters));
  return [...costs]
    .map(([layer, cost]) => ({ layer, cost }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, mostLayers);
}
