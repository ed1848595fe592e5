import { createWorkspace, diffModels, diffText, noModel } from "../../ide/index.ts";
import type { Counts } from "../../ir/index.ts";
import type { LayerSide, ModelDiff, ModelTotals } from "../../protocol/index.ts";
import { type ChosenModel, chooseModels, chooseModelsIn } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import { committedFiles } from "../committed-files.ts";
import type { CliHost } from "../host.ts";
import { sizeData, totalData } from "../model-data.ts";
import type { SourceFile } from "../source-file.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const diff: Command = {
  name: "diff",
  summary: "the layers added, removed and changed since a commit, and what that costs",
  examples: [
    {
      arguments: "diff model.ts",
      comment: "the layers added, removed and changed since the last commit, and what they cost",
    },
    { arguments: "diff --base main model.ts", comment: "the same since another commit" },
  ],
  async run(options, host) {
    const { source, view, chosen } = chooseModels(options, host);
    const base = options.base ?? "HEAD";
    const before = await modelsAt(base, source, options, host);
    const diffs = diffModels(before, chosen);
    const { units } = options.settings;
    if (options.json) host.print(`${JSON.stringify(diffs.map(diffData), null, 2)}\n`);
    else host.print(diffText(diffs, base, units));
    if (diffs.length > 0) return 0;
    host.complain(`${noModel(view, options.file)}\n`);
    return 1;
  },
};

async function modelsAt(
  base: string,
  { path }: SourceFile,
  options: CliOptions,
  host: CliHost,
): Promise<readonly ChosenModel[]> {
  const { text, read } = await committedFiles(options.file, base, host);
  const source = { path, text, workspace: createWorkspace({ library: host.library, read }) };
  try {
    return chooseModelsIn(source, options).chosen;
  } catch (fault) {
    // A class that was not there yet, or that did not take this input: the model is new.
    if (fault instanceof UsageError) return [];
    throw fault;
  }
}

/** A comparison as `diff --json` prints it. */
function diffData({ name, before, after, layers, same }: ModelDiff) {
  return {
    name,
    before: totalsData(before),
    after: totalsData(after),
    layers: layers.map((layer) => ({
      change: layer.change,
      before: sideData(layer.before),
      after: sideData(layer.after),
    })),
    same,
  };
}

const names = [
  "parameters",
  "fixedParameters",
  "buffers",
  "macs",
  "activationBytes",
] as const satisfies readonly (keyof Counts)[];

function totalsData(totals: ModelTotals | null) {
  if (totals === null) return null;
  return Object.fromEntries(names.map((name) => [name, totalData(totals, name)]));
}

function sideData(side: LayerSide | null) {
  if (side === null) return null;
  const { path, title, output } = side;
  return { path, op: title, output, parameters: sizeData(side.parameters), macs: sizeData(side.macs) };
}
