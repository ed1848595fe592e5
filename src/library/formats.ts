import { exportOnnx } from "../interop/onnx/index.ts";
import { matchWeights, readSafetensors } from "../interop/safetensors/index.ts";
import type { Graph } from "../ir/index.ts";
import type { ExportOptions, ReadWeights } from "../nn/running/evaluator.ts";
import { parameterValues } from "../runtime/weights/parameters.ts";

/** A file that cannot be read, or a graph that cannot be written. A code never changes its meaning. */
class FormatError extends Error {
  readonly code: string;

  constructor({ code, message }: { readonly code: string; readonly message: string }) {
    super(message);
    this.name = "FormatError";
    this.code = code;
  }
}

export async function readWeightsFile(file: Uint8Array, graph: Graph): Promise<ReadWeights> {
  // The caller may go on to use its bytes for something else, and the weights share the memory that they are read from.
  const { value, problems } = readSafetensors(file.slice());
  if (value === null) throw refusal(problems);
  return matchWeights(graph, value);
}

export async function exportOnnxFile(graph: Graph, options: ExportOptions): Promise<Uint8Array> {
  const { weights = new Map(), seed = 0 } = options;
  const read = (parameter: Parameters<typeof parameterValues>[0]) =>
    parameterValues(parameter, weights, seed);
  const { value, problems } = exportOnnx(graph, { read });
  if (value === null) throw refusal(problems);
  return value;
}

function refusal([problem]: readonly { readonly code: string; readonly message: string }[]): Error {
  return problem === undefined ? new Error("Refused without a reason.") : new FormatError(problem);
}
