import type { Graph } from "../../src/ir/index.ts";
import type { Companion, ModelRun, RunProgress, WeightsFit } from "../../src/protocol/index.ts";
import {
  type Backend,
  openSession,
  type Plan,
  type ProfileOptions,
  profile,
  RuntimeFault,
  requirePlan,
  type Session,
  tensorStatistics,
} from "../../src/runtime/index.ts";
import { firstNotFinite } from "./first-not-finite.ts";
import { type LastRun, runKey } from "./last-run.ts";
import { loadWeights } from "./load-weights.ts";

export interface NamedGraph {
  readonly name: string;
  /** Of the model's document. */
  readonly version: string;
  readonly graph: Graph;
  readonly inputs: readonly (Float32Array | null)[];
  readonly weights: Companion | null;
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

/** What a run listens to, reports to, and finds. */
export interface RunSurroundings {
  readonly backend: Backend;
  readonly signal: AbortState;
  readonly onProgress: (progress: RunProgress) => void;
  readonly readWeights: (file: Companion) => Promise<ArrayBuffer>;
  /** Its session is used again where it holds the same model with the same weights. */
  readonly before: LastRun | null;
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
  surroundings: RunSurroundings,
): Promise<RanModels> {
  const { signal, onProgress, before } = surroundings;
  const plans = models.map(({ graph }) => requirePlan(graph));
  const rounds = Math.max(1, runs) + 1;
  const total = plans.reduce((sum, plan) => sum + plan.steps.length * rounds, 0);
  const report = inStrides((done) => onProgress({ phase: "steps", done, total }));
  let done = 0;
  const progress = (): void => {
    done += 1;
    // Small models run more often than requested; that takes too little time to show.
    if (done <= total) report(done, total);
  };
  const results: ModelRun[] = [];
  let last: LastRun | null = null;
  for (const [index, plan] of plans.entries()) {
    const model = models[index];
    if (model === undefined) continue;
    if (signal.aborted) throw new RuntimeFault("cancelled", "The run was cancelled.");
    const key = runKey(model, seed);
    const { session, fit } = before?.key === key ? before : await opened(model, plan, seed, surroundings);
    const result = await measured(model, session, runs, { signal, onStep: progress, inputs: model.inputs });
    results.push({ ...result, weights: fit });
    if (models.length === 1)
      last = { key, version: model.version, session, fit, inputs: model.inputs, cached: null };
    else session.dispose();
  }
  return { results, last };
}

async function opened(
  { graph, weights }: NamedGraph,
  plan: Plan,
  seed: number,
  { backend, signal, onProgress, readWeights }: RunSurroundings,
): Promise<{ readonly session: Session; readonly fit: WeightsFit | null }> {
  const loaded = weights === null ? null : await loadWeights(graph, weights, readWeights);
  if (signal.aborted) throw new RuntimeFault("cancelled", "The run was cancelled.");
  const phase = loaded === null ? "making" : "packing";
  const onWeights = inStrides((done, total) => onProgress({ phase, done, total }));
  const session = openSession(plan, { kernel: backend, seed, weights: loaded?.weights, onWeights });
  return { session, fit: loaded?.fit ?? null };
}

async function measured(
  model: NamedGraph,
  session: Session,
  runs: number,
  options: ProfileOptions,
): Promise<Omit<ModelRun, "weights">> {
  const times = await profile(session, runs, options);
  const outputs = times.result.outputs.map(tensorStatistics);
  const allFinite = outputs.every(({ notFinite }) => notFinite === 0);
  return {
    name: model.name,
    runs: times.runs,
    outputs,
    firstNotFinite: allFinite ? null : await firstNotFinite(session, options.inputs ?? []),
    milliseconds: times.milliseconds,
    warmUpMilliseconds: times.warmUpMilliseconds,
    steps: times.steps,
    backend: session.backend,
    arenaBytes: session.plan.memory.arena.bytes,
  };
}

/** Reports at most every 40 ms, and at the end: a message costs more than a small layer. */
function inStrides(report: (done: number, total: number) => void): (done: number, total: number) => void {
  let reported = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (done !== total && performance.now() - reported < 40) return;
    reported = performance.now();
    report(done, total);
  };
}
