import { existsSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import type { Model } from "../../analyzer/index.ts";
import { type AnalysisSources, answered, isInside, refused, type ToolContext } from "../../ide/index.ts";
import type { AgentRun, Answer } from "../../protocol/index.ts";
import { chooseModelsIn } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";
import { fitWeights, readWeights } from "../read-weights.ts";
import { kernelsFor, type RunData, runModel, weightsWords } from "../run-model.ts";
import { newWorkspace, openSource, shownPath } from "../source-file.ts";
import { UsageError } from "../usage-error.ts";

/** How many milliseconds an analysis may take that tries a fix. */
const patience = 10_000;

/** Agents of the command line may read the current folder. */
export function toolContext(options: CliOptions, host: CliHost): ToolContext {
  const workspace = newWorkspace(host);
  const folder = withSlashes(host.folder);
  return {
    folders: [folder],
    open: (file) =>
      orRefusal((): AnalysisSources => {
        requireInside(file, folder);
        const source = openSource(file, host, workspace);
        const { view } = chooseModelsIn(source, { ...options, file, advice: true });
        return { view, workspace, library: host.library, patience };
      }),
    run: (file, model) => run(model, { ...options, file: shownPath(file, host) }, host),
  };
}

/** Throws for a link that leads out of the folder. Whether the file exists is checked when it is opened. */
function requireInside(file: string, folder: string): void {
  if (!existsSync(file)) return;
  if (isInside([withSlashes(realpathSync(folder))], withSlashes(realpathSync(file)))) return;
  throw new UsageError(`${file} is a link to a file outside ${folder}. Only files inside may be read.`);
}

function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

/** Runs as `cnn-blocks run` does. What that would complain about is added to the words about the weights. */
function run(model: Model, options: CliOptions, host: CliHost): Promise<Answer<AgentRun>> {
  const notes: string[] = [];
  const noting = { ...host, complain: (text: string) => notes.push(text.trim()) };
  return orRefusal(async () => {
    const kernels = await kernelsFor(options, noting);
    const match = fitWeights(model, readWeights(options, noting), options, noting);
    if (match === "misfit") throw new UsageError(notes.join(" "));
    const data = await runModel(model, { ...options, ...kernels, match, image: null, names: null });
    if (typeof data === "string") throw new UsageError(data);
    return agentRun(data, notes);
  });
}

/** The result of `work`, or a refusal with the message of the UsageError that it throws. */
async function orRefusal<T>(work: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return answered(await work());
  } catch (fault) {
    if (fault instanceof UsageError) return refused(fault.message);
    throw fault;
  }
}

function agentRun(data: RunData, notes: readonly string[]): AgentRun {
  const { outputs, runs, milliseconds, warmUpMilliseconds, backend, memoryBytes } = data;
  const weights = [weightsWords(data), ...notes].join("; ");
  const input = `random, seed ${data.seed}`;
  return { outputs, runs, milliseconds, warmUpMilliseconds, backend, memoryBytes, input, weights };
}
