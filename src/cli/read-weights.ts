import type { Model } from "../analyzer/index.ts";
import {
  matchWeights,
  misfitWords,
  readSafetensors,
  type StoredTensors,
  type WeightsMatch,
} from "../interop/safetensors/index.ts";
import { plural } from "../words/index.ts";
import type { CliOptions } from "./cli-options.ts";
import { type RunFile, runFile } from "./files-beside.ts";
import type { CliHost } from "./host.ts";
import { readBytes } from "./read-file.ts";
import { UsageError } from "./usage-error.ts";

export interface WeightsFile extends RunFile {
  readonly tensors: StoredTensors;
}

/** What a model takes of a weights file. */
export interface FittedWeights extends WeightsMatch {
  readonly file: string;
}

/** The file of `--weights`, else the one beside the model's; null without one. Throws a UsageError if it cannot be read. */
export function readWeights(options: CliOptions, host: CliHost): WeightsFile | null {
  const file = runFile("weights", options, host);
  if (file === null) return null;
  const { value, problems } = readSafetensors(readBytes(file.name, host));
  if (value === null)
    throw new UsageError(
      `${file.name} is not a .safetensors file. ${problems[0]?.message}${file.origin === "given" ? "" : withoutIt}`,
    );
  return { ...file, tensors: value };
}

const withoutIt = " --weights random runs without it.";

/**
 * What a model takes of the file, and prints how they fit; null for random weights. "misfit" if the file was named and cannot
 * belong to this model: no name matches, or a tensor has another shape. Tensors that are missing are made from the seed, and
 * so are those that do not fit of a file that only stands beside the model's.
 */
export function fitWeights(
  { name, graph }: Model,
  file: WeightsFile | null,
  { settings }: CliOptions,
  host: CliHost,
): FittedWeights | null | "misfit" {
  if (file === null) return null;
  const match = matchWeights(graph, file.tensors);
  const { matched, missing, surplus } = match.report;
  const misfits = misfitWords(match.report, file.name);
  const say = (text: string) => host.complain(`${name}: ${text}\n`);
  if (file.origin === "beside" && matched.length === 0) {
    say(`nothing in ${file.name} beside it fits, so all weights are made from seed ${settings.run.seed}.`);
    return null;
  }
  if (file.origin === "beside") say(`${plural(matched.length, "tensor")} from ${file.name} beside it.`);
  for (const misfit of misfits) say(misfit);
  if (missing.length > 0)
    say(`not in ${file.name}, so made from seed ${settings.run.seed}: ${listed(missing)}.`);
  if (surplus.length > 0) say(`only in ${file.name}: ${listed(surplus)}.`);
  if (matched.length === 0) say(`no tensor in ${file.name} has the name of one of this model's.`);
  const belongs = file.origin === "beside" || (matched.length > 0 && misfits.length === 0);
  return belongs ? { ...match, file: file.name } : "misfit";
}

function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 8), names.length - 8];
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
