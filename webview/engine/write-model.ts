import { exportOnnx } from "../../src/interop/onnx/index.ts";
import { exportSafetensors, type ReadParameter } from "../../src/interop/safetensors/index.ts";
import type { Graph } from "../../src/ir/index.ts";
import type { Companion } from "../../src/protocol/index.ts";
import { parameterValues } from "../../src/runtime/weights/parameters.ts";
import { loadWeights } from "./load-weights.ts";
import type { WriteModel, WrittenModel } from "./messages.ts";

/** A model as a file with the weights that a run of it takes. Throws a RuntimeFault where its weights file is none. */
export async function writeModel(
  { format, inputNames, weights, seed }: WriteModel,
  graph: Graph,
  readWeights: (file: Companion) => Promise<ArrayBuffer>,
): Promise<WrittenModel> {
  const loaded = weights === null ? null : await loadWeights(graph, weights, readWeights);
  const read: ReadParameter = (parameter) => parameterValues(parameter, loaded?.weights ?? new Map(), seed);
  const { value, problems } =
    format === "onnx" ? exportOnnx(graph, { read, inputNames }) : exportSafetensors(graph, { read });
  if (value === null) return { kind: "refused", message: problems.map(({ message }) => message).join(" ") };
  return { kind: "done", content: bufferOf(value), fit: loaded?.fit ?? null };
}

/** A view of its whole buffer is not copied. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer;
}
