import { existsSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import type { Model } from "../../analyzer/index.ts";
import { type AnalysisSources, answered, refused, type ToolContext } from "../../ide/index.ts";
import type { AgentRun, Answer } from "../../protocol/index.ts";
import { chooseModelsIn } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";
import { fitWeights, readWeights } from "../read-weights.ts";
import { kernelsFor, type RunData, runModel, weightsWords } from "../run-model.ts";
import { newWorkspace, openSource, shownPath } from "../source-file.ts";
import { UsageError } from "../usage-error.ts";

/** The longest that one analysis of a fix may take, in milliseconds. */
const patience = 10_000;

/** What agents may read from the command line: the current folder. */
export function toolContext(options: CliOptions, host: CliHost): ToolContext {
  const workspace = newWorkspace(host);
  const folder = withSlashes(host.folder);
  return {
    folders: [folder],
    open: (file) =>
      explained((): AnalysisSources => {
        requireInside(file, folder);
        const source = openSource(file, host, workspace);
        const { view } = chooseModelsIn(source, { ...options, file, advice: true });
        return { view, workspace, library: host.library, patience };
      }),
    run: (file, model) => run(model, { ...options, file: shownPath(file, host) }, host),
  };
}

/** A link inside the folder may lead out of it. What is not there leads nowhere. */
function requireInside(file: string, folder: string): void {
  if (!existsSync(file)) return;
  const [real, root] = [withSlashes(realpathSync(file)), withSlashes(realpathSync(folder))];
  if (real.startsWith(`${root}/`)) return;
  throw new UsageError(`${file} is a link to a file outside ${folder}. Only files inside may be read.`);
}

function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

function explained<T>(work: () => T): Answer<T> {
  try {
    return answered(work());
  } catch (fault) {
    if (fault instanceof UsageError) return refused(fault.message);
    throw fault;
  }
}

/** Runs as `cnn-blocks run` does. What that would complain about goes with the weights. */
async function run(model: Model, options: CliOptions, host: CliHost): Promise<Answer<AgentRun>> {
  const notes: string[] = [];
  const noting = { ...host, complain: (text: string) => notes.push(text.trim()) };
  try {
    const kernels = await kernelsFor(options, noting);
    const match = fitWeights(model, readWeights(options, noting), options, noting);
    if (match === "misfit") return refused(notes.join(" "));
    const data = await runModel(model, { ...options, ...kernels, match, image: null, names: null });
    return typeof data === "string" ? refused(data) : answered(agentRun(data, notes));
  } catch (fault) {
    if (fault instanceof UsageError) return refused(fault.message);
    throw fault;
  }
}

function agentRun(data: RunData, notes: readonly string[]): AgentRun {
  const { outputs, runs, milliseconds, warmUpMilliseconds, backend, memoryBytes } = data;
  const weights = [weightsWords(data), ...notes].join("; ");
  return { outputs, runs, milliseconds, warmUpMilliseconds, backend, memoryBytes, weights };
}
