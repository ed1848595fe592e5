import { matchWeights, misfitWords, readSafetensors } from "../../src/interop/safetensors/index.ts";
import type { Graph, Weights } from "../../src/ir/index.ts";
import type { Companion, WeightsFit } from "../../src/protocol/index.ts";
import { RuntimeFault } from "../../src/runtime/index.ts";

export interface LoadedWeights {
  readonly weights: Weights;
  readonly fit: WeightsFit;
}

/**
 * What of a file fits a model. Null where the file was only found beside the model's and has nothing of it. Throws a
 * RuntimeFault where the file is none, or was chosen for this model and has nothing of it.
 */
export async function loadWeights(
  graph: Graph,
  file: Companion,
  read: (file: Companion) => Promise<ArrayBuffer>,
): Promise<LoadedWeights | null> {
  const { name } = file;
  if (file.problem !== undefined) throw new RuntimeFault("wrong-weights", file.problem);
  const { value, problems } = readSafetensors(new Uint8Array(await read(file)));
  if (value === null) {
    throw new RuntimeFault("wrong-weights", `${name} is not a .safetensors file. ${problems[0]?.message}`);
  }
  const { weights, report } = matchWeights(graph, value);
  const { missing, surplus } = report;
  if (weights.size === 0) {
    if (file.origin === "beside") return null;
    throw new RuntimeFault("wrong-weights", nothingFits(name, [...value.keys()], missing));
  }
  const fit = { file: name, matched: weights.size, missing, surplus, misfits: misfitWords(report, name) };
  return { weights, fit };
}

function nothingFits(name: string, stored: readonly string[], missing: readonly string[]): string {
  const [theirs, ours] = [stored[0], missing[0]];
  const example = theirs && ours ? ` It has ${theirs}, for example, and the model ${ours}.` : "";
  return `Nothing in ${name} fits this model by name and shape.${example}`;
}
