import type { Graph } from "../../src/ir/index.ts";
import type { ModelRun, StepsDone } from "../../src/protocol/index.ts";
import {
  type Backend,
  openSession,
  profile,
  RuntimeFault,
  requirePlan,
  type Session,
  tensorStatistics,
} from "../../src/runtime/index.ts";
import type { LastRun } from "./last-run.ts";

export interface NamedGraph {
  readonly name: string;
  readonly graph: Graph;
}

export interface GraphRuns {
  readonly models: readonly NamedGraph[];
  readonly seed: number;
  /** Timed runs after the warm-up. */
  readonly runs: number;
}

export interface RanModels {
  readonly results: readonly ModelRun[];
  /** The session of a single model, kept for its feature maps; null after a comparison. */
  readonly last: LastRun | null;
}

export interface AbortState {
  readonly aborted: boolean;
}

/**
 * Runs the models one after the other. All are planned first, so that a model that cannot run, for lack of memory
 * say, is refused before anything starts. Throws a RuntimeFault.
 */
export async function runModels(
  { models, runs, seed }: GraphRuns,
  backend: Backend,
  signal: AbortState,
  onProgress: (progress: StepsDone) => void,
): Promise<RanModels> {
  const plans = models.map(({ graph }) => requirePlan(graph));
  const rounds = Math.max(1, runs) + 1;
  const total = plans.reduce((sum, plan) => sum + plan.steps.length * rounds, 0);
  const progress = throttled(onProgress, total);
  const results: ModelRun[] = [];
  let last: LastRun | null = null;
  onProgress({ done: 0, total });
  for (const [index, plan] of plans.entries()) {
    const model = models[index];
    if (model === undefined) continue;
    if (signal.aborted) throw new RuntimeFault("cancelled", "The run was cancelled.");
    const session = openSession(plan, { kernel: backend, seed });
    results.push(await measured(model, session, runs, signal, progress));
    if (models.length === 1) last = { session, cached: null };
    else session.dispose();
  }
  return { results, last };
}

async function measured(
  model: NamedGraph,
  session: Session,
  runs: number,
  signal: AbortState,
  step: () => void,
): Promise<ModelRun> {
  const times = await profile(session, runs, { signal, onStep: step });
  return {
    name: model.name,
    runs: times.runs,
    outputs: times.result.outputs.map(tensorStatistics),
    milliseconds: times.milliseconds,
    warmUpMilliseconds: times.warmUpMilliseconds,
    steps: times.steps,
    backend: session.backend,
    arenaBytes: session.plan.memory.arena.bytes,
  };
}

/** Counts steps and reports them at most every 40 ms: a message costs more than a small layer. */
function throttled(onProgress: (progress: StepsDone) => void, total: number): () => void {
  let done = 0;
  let reported = performance.now();
  return () => {
    done += 1;
    // Small models run more often than requested; that takes too little time to show.
    if (done > total) return;
    if (done !== total && performance.now() - reported < 40) return;
    reported = performance.now();
    onProgress({ done, total });
  };
}
