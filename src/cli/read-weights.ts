import type { Model } from "../analyzer/index.ts";
import {
  matchWeights,
  misfitWords,
  readSafetensors,
  type StoredTensors,
  type WeightsMatch,
} from "../interop/safetensors/index.ts";
import type { CliOptions } from "./command-line.ts";
import type { CliHost } from "./host.ts";
import { readBytes } from "./read-file.ts";
import { UsageError } from "./usage-error.ts";

/** The tensors of the file of `--weights`; null without one. Throws a UsageError if it cannot be read. */
export function readWeights({ weights }: CliOptions, host: CliHost): StoredTensors | null {
  if (weights === null) return null;
  const { value, problems } = readSafetensors(readBytes(weights, host));
  if (value === null) throw new UsageError(`${weights} is not a .safetensors file. ${problems[0]?.message}`);
  return value;
}

export function matchOrNull({ graph }: Model, stored: StoredTensors | null): WeightsMatch | null {
  return stored === null ? null : matchWeights(graph, stored);
}

/**
 * Prints how the file fits the model. False if the file cannot belong to this model: no name matches, or a tensor has
 * another shape. Tensors that are only missing are made from the seed.
 */
export function reportMatch(
  { name }: Model,
  match: WeightsMatch | null,
  { weights: file, settings }: CliOptions,
  host: CliHost,
): boolean {
  if (match === null) return true;
  const { matched, missing, surplus } = match.report;
  const misfits = misfitWords(match.report, file ?? "");
  const say = (text: string) => host.complain(`${name}: ${text}\n`);
  for (const misfit of misfits) say(misfit);
  if (missing.length > 0) say(`not in ${file}, so made from seed ${settings.run.seed}: ${listed(missing)}.`);
  if (surplus.length > 0) say(`only in ${file}: ${listed(surplus)}.`);
  if (matched.length === 0) say(`no tensor in ${file} has the name of one of this model's.`);
  return matched.length > 0 && misfits.length === 0;
}

function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 8), names.length - 8];
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
