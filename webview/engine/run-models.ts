import type { ModelDocument, RunResult } from "../../src/protocol/index.ts";
import {
  type Backend,
  openSession,
  profile,
  RuntimeFault,
  requirePlan,
  type Session,
} from "../../src/runtime/index.ts";
import type { LastRun } from "./last-run.ts";
import type { RunRequest } from "./messages.ts";
import { tensorStatistics } from "./statistics.ts";

export interface RanModels {
  readonly results: readonly RunResult[];
  /** The session of a single model, kept for its feature maps; null after a comparison. */
  readonly last: LastRun | null;
}

export interface AbortState {
  readonly aborted: boolean;
}

/**
 * Runs the models one after the other. All are planned first, so that what cannot run, for want of memory
 * say, is told before anything starts. Throws a RuntimeFault.
 */
export async function runModels(
  { models, runs, seed }: RunRequest,
  backend: Backend,
  signal: AbortState,
  onProgress: (done: number, total: number) => void,
): Promise<RanModels> {
  const plans = models.map(({ graph }) => requirePlan(graph));
  const rounds = Math.max(1, runs) + 1;
  const total = plans.reduce((sum, plan) => sum + plan.steps.length * rounds, 0);
  const progress = throttled(onProgress, total);
  const results: RunResult[] = [];
  let last: LastRun | null = null;
  onProgress(0, total);
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
  model: ModelDocument,
  session: Session,
  runs: number,
  signal: AbortState,
  step: () => void,
): Promise<RunResult> {
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

/** Counts steps and tells at most every 40 ms: a message costs more than a small layer. */
function throttled(onProgress: (done: number, total: number) => void, total: number): () => void {
  let done = 0;
  let told = performance.now();
  return () => {
    done += 1;
    // Small models run more often than asked, for which no bar is needed.
    if (done > total) return;
    if (done !== total && performance.now() - told < 40) return;
    told = performance.now();
    onProgress(done, total);
  };
}
