import type { Model } from "../analyzer/index.ts";
import { nodeTitle } from "../ide/index.ts";
import type { WeightsReport } from "../interop/safetensors/index.ts";
import type { Graph, TensorStatistics } from "../ir/index.ts";
import {
  openSession,
  type Profile,
  profile,
  RuntimeFault,
  requirePlan,
  type Session,
  type SessionOptions,
  tensorStatistics,
} from "../runtime/index.ts";
import type { Settings } from "../settings/index.ts";
import { plural } from "../words/index.ts";
import { type ClassData, type ClassNames, topClasses } from "./class-names.ts";
import type { CliOptions } from "./cli-options.ts";
import type { CliHost } from "./host.ts";
import type { ImageInput } from "./image/image-input.ts";
import type { FittedWeights } from "./read-weights.ts";
import { UsageError } from "./usage-error.ts";

/** One model's run as `run --json` prints it. Times are milliseconds. */
export interface RunData {
  readonly name: string;
  readonly backend: string;
  readonly seed: number;
  /** The file of the weights, of `--weights` or beside the model's; null where all are random. */
  readonly weightsFile: string | null;
  /** How that file and the model fit. */
  readonly weights: WeightsReport | null;
  readonly runs: number;
  readonly memoryBytes: number;
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
  readonly steps: readonly StepData[];
  readonly outputs: readonly TensorStatistics[];
  /** What the input takes of the file of `--image`; null without one. */
  readonly image: string | null;
  /** The most probable classes of the first output with class scores, largest first; empty where there is none. */
  readonly classes: readonly ClassData[];
}

interface StepData {
  /** Paths of the modules whose ops the step computes. */
  readonly paths: readonly string[];
  readonly ops: readonly string[];
  readonly algorithm: string;
  readonly milliseconds: number;
}

interface Kernels extends Pick<SessionOptions, "kernel" | "threading"> {
  readonly threads: number;
}

/** More threads than cores would only wait for each other. */
export async function kernelsFor({ threads: wanted }: CliOptions, host: CliHost): Promise<Kernels> {
  const kernel = await host.readKernels();
  const threads = Math.min(wanted, host.cores);
  if (threads < wanted) {
    const cores = plural(threads, "core");
    host.complain(`--threads ${wanted}: the run uses ${threads}, because this machine has ${cores}.\n`);
  }
  if (threads === 1) return { kernel, threads };
  const threading = await host.readThreading();
  if (threading === undefined) {
    throw new UsageError(
      "--threads needs dist/lib/thread.js and the kernel's builds for threads, which are missing.",
    );
  }
  return { kernel, threads, threading };
}

interface RunOptions extends Kernels {
  readonly settings: Settings;
  readonly memory: "normal" | "low";
  readonly match: FittedWeights | null;
  readonly image: ImageInput | null;
  readonly names: ClassNames | null;
}

/** Runs a model, or says why it cannot in a sentence that helps the user. */
export function runModel(model: Model, options: RunOptions): Promise<RunData | string> {
  return timedRun(model, options).catch(refusal);
}

async function timedRun(model: Model, options: RunOptions): Promise<RunData> {
  const { settings, memory, match, kernel, threads, threading, image, names } = options;
  const { seed, repetitions } = settings.run;
  const plan = requirePlan(model.graph, { memory, threads });
  const session = openSession(plan, { kernel, seed, weights: match?.weights, threading });
  try {
    const times = await profile(session, repetitions, { inputs: image?.inputs ?? [] });
    const outputs = times.result.outputs.map(tensorStatistics);
    const scores = scoresOf({ outputs });
    return {
      name: model.name,
      backend: session.backend,
      seed,
      weightsFile: match?.file ?? null,
      weights: match?.report ?? null,
      runs: times.runs,
      memoryBytes: session.memoryBytes,
      milliseconds: times.milliseconds,
      warmUpMilliseconds: times.warmUpMilliseconds,
      steps: times.steps.map((step, index) => stepData(model.graph, session, index, step)),
      outputs,
      image: image?.words ?? null,
      classes: scores === undefined ? [] : topClasses(scores, fittingNames(scores, names)),
    };
  } finally {
    session.dispose();
  }
}

function stepData(graph: Graph, { plan }: Session, index: number, step: Profile["steps"][number]): StepData {
  const nodes = step.nodes.flatMap((id) => graph.nodes[id] ?? []);
  return {
    paths: [...new Set(nodes.map(({ owner, module }) => owner ?? module))],
    ops: nodes.map((node) => nodeTitle(graph, node)),
    algorithm: plan.steps[index]?.algorithm ?? "",
    milliseconds: step.milliseconds,
  };
}

/** The message of a fault that the user can fix. Anything else is a bug of ours and is thrown again. */
function refusal(fault: unknown): string {
  if (fault instanceof RuntimeFault) return fault.message;
  throw fault;
}

function fittingNames({ shape }: TensorStatistics, given: ClassNames | null): readonly string[] | null {
  return given !== null && given.names.length === shape[1] ? given.names : null;
}

export function scoresOf({ outputs }: Pick<RunData, "outputs">): TensorStatistics | undefined {
  return outputs.find(({ top }) => top !== undefined);
}

/** `random, seed 1`, or the file and how much of it the model takes. */
export function weightsWords({ weightsFile, weights, seed }: RunData): string {
  if (weightsFile === null) return `random, seed ${seed}`;
  return `${weightsFile}, ${plural(weights?.matched.length ?? 0, "tensor")}`;
}
