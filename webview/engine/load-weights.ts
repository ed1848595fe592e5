import {
  matchWeights,
  misfitWords,
  readSafetensors,
  type StoredTensors,
  type WeightsMatch,
} from "../../src/interop/safetensors/index.ts";
import type { Graph, Weights } from "../../src/ir/index.ts";
import type { Companion, WeightsFit } from "../../src/protocol/index.ts";
import { RuntimeFault } from "../../src/runtime/index.ts";
import { byteSize } from "../../src/words/index.ts";

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
  const { value, problems } = readSafetensors(new Uint8Array(await bytesOf(file, read)));
  if (value === null) {
    throw new RuntimeFault("wrong-weights", `${name} is not a .safetensors file. ${problems[0]?.message}`);
  }
  const { weights, report } = matched(graph, value, file);
  const { missing, surplus } = report;
  if (weights.size === 0) {
    if (file.origin === "beside") return null;
    throw new RuntimeFault("wrong-weights", nothingFits(name, [...value.keys()], missing));
  }
  const fit = { file: name, matched: weights.size, missing, surplus, misfits: misfitWords(report, name) };
  return { weights, fit };
}

async function bytesOf(
  file: Companion,
  read: (file: Companion) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  try {
    return await read(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeFault("wrong-weights", `${file.name} could not be read: ${reason}`);
  }
}

/** Weights of another type than float32 are converted, which takes memory of its own. */
function matched(graph: Graph, tensors: StoredTensors, { name, bytes }: Companion): WeightsMatch {
  try {
    return matchWeights(graph, tensors);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `The weights of ${name} (${byteSize(bytes)}) as float32 need more memory than the preview has.`;
    throw new RuntimeFault("out-of-memory", message);
  }
}

function nothingFits(name: string, stored: readonly string[], missing: readonly string[]): string {
  const [theirs, ours] = [stored[0], missing[0]];
  const example = theirs && ours ? ` It has ${theirs}, for example, and the model ${ours}.` : "";
  return `Nothing in ${name} fits this model by name and shape.${example}`;
}
