import type { Model } from "../../analyzer/index.ts";
import { nodeTitle } from "../../ide/index.ts";
import type { WeightsReport } from "../../interop/safetensors/index.ts";
import { type Graph, printShapeShort, type TensorStatistics } from "../../ir/index.ts";
import {
  openSession,
  type Profile,
  profile,
  RuntimeFault,
  requirePlan,
  type Session,
  type SessionOptions,
  tensorStatistics,
} from "../../runtime/index.ts";
import type { Settings } from "../../settings/index.ts";
import {
  byteSize,
  duration,
  inMilliseconds,
  percentages,
  plural,
  statisticsWords,
  textTable,
} from "../../words/index.ts";
import { chooseModels } from "../chosen-models.ts";
import {
  type ClassData,
  type ClassNames,
  classText,
  misfitOf,
  readClassNames,
  topClasses,
} from "../class-names.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";
import { type ImageInput, imageInput, readImage } from "../image/image-input.ts";
import { type FittedWeights, fitWeights, readWeights } from "../read-weights.ts";
import { runnable } from "../runnable.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const run: Command = {
  name: "run",
  summary: "runs the models on trained or random weights: time per layer and output",
  examples: [
    { arguments: "run model.ts --class net", comment: "a timed run of one model" },
    {
      arguments: "run model.ts --threads 2",
      comment: "on two threads; the numbers are the same to the last bit",
    },
    {
      arguments: "run model.ts --weights net.safetensors",
      comment: "with trained weights, by PyTorch's names",
    },
    {
      arguments: "run model.ts --weights net.safetensors --image cat.jpg --classes names.txt",
      comment: "what the net sees in a picture: the five most probable classes",
    },
  ],
  async run(options, host) {
    const models = runnable(chooseModels(options, host), options, host);
    if (models.length === 0) return 1;
    const kernels = await kernelsFor(options, host);
    const stored = readWeights(options, host);
    const picture = readImage(options, host);
    const names = readClassNames(options, host);
    const results: RunData[] = [];
    for (const model of models) {
      const match = fitWeights(model, stored, options, host);
      if (match === "misfit") return 1;
      const image = picture === null ? null : imageInput(model, picture, options);
      const data = await runModel(model, { ...options, ...kernels, match, image, names }).catch(refusal);
      if (typeof data === "string") {
        host.complain(`${model.name}: ${data}\n`);
        return 1;
      }
      const misfit = names === null ? null : misfitOf(scoresOf(data), names);
      if (misfit !== null) host.complain(`${model.name}: ${misfit}\n`);
      results.push(data);
      if (!options.json) host.print(`${runText(model, data, picture !== null || names !== null)}\n`);
    }
    if (options.json) host.print(`${JSON.stringify(results, null, 2)}\n`);
    return 0;
  },
};

/** One model's run as `run --json` prints it. Times are milliseconds. */
interface RunData {
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
async function kernelsFor({ threads: wanted }: CliOptions, host: CliHost): Promise<Kernels> {
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

async function runModel(model: Model, options: RunOptions): Promise<RunData> {
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

function scoresOf({ outputs }: Pick<RunData, "outputs">): TensorStatistics | undefined {
  return outputs.find(({ top }) => top !== undefined);
}

function runText({ name, graph }: Model, data: RunData, withClasses: boolean): string {
  const shapes = (ids: readonly number[]) =>
    ids.map((id) => printShapeShort(graph.nodes[id]?.shape ?? [])).join(", ");
  const shares = percentages(data.steps.map(({ milliseconds }) => milliseconds));
  const rows = data.steps.map(({ paths, ops, algorithm, milliseconds }, index) => [
    paths.filter((path) => path !== "").join(" + "),
    ops.join(" + "),
    algorithm,
    inMilliseconds(milliseconds),
    shares[index] ?? "",
  ]);
  const table = textTable(["module", "op", "algorithm", "ms", "share"], rows, ["l", "l", "l", "r", "r"]);
  return [
    `${name}   ${shapes(graph.inputs)} → ${shapes(graph.outputs)}`,
    "",
    table,
    "",
    `${duration(data.milliseconds)}, median of ${data.runs} runs after a warm-up of ${duration(data.warmUpMilliseconds)}; shares are of all steps together`,
    ...(data.image === null ? [] : [`Input ${data.image}`]),
    weightsText(data),
    ...data.outputs.map(outputText),
    ...(withClasses && data.classes.length > 0 ? [classText(data.classes, scoresOf(data)?.topFrom)] : []),
    `Kernel ${data.backend}; memory ${byteSize(data.memoryBytes)}; seed ${data.seed}`,
    "",
  ].join("\n");
}

function weightsText({ weightsFile, weights, seed }: RunData): string {
  if (weightsFile === null) return `Weights random, seed ${seed}`;
  return `Weights ${weightsFile}, ${plural(weights?.matched.length ?? 0, "tensor")}`;
}

/** One line: `Output 1×10: range −0.26 … 0.31, mean ± sd 0.002 ± 0.11`. */
function outputText(output: TensorStatistics): string {
  const words = statisticsWords(output).map((pair) => pair.join(" "));
  return `Output ${printShapeShort(output.shape)}: ${words.join(", ")}`;
}
