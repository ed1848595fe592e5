// The package "cnn-blocks" as Node runs it: the block API, and what computes its tensors.
import { setEngine } from "../nn/evaluator.ts";
import { load } from "../runtime/index.ts";
import { evaluateTensor } from "./evaluate.ts";
import { exportOnnxFile, readWeightsFile } from "./formats.ts";
import { printPlainly } from "./inspect.ts";
import { nodeKernel } from "./node-kernel.ts";
import { nodeThreading } from "./node-threads.ts";

export * from "../nn/index.ts";
// What the API names as a type is a class here.
export { type FaultCode, RuntimeFault } from "../runtime/faults.ts";

printPlainly();
setEngine({
  evaluate: evaluateTensor,
  readWeights: readWeightsFile,
  exportOnnx: exportOnnxFile,
  load: async (graph, { weights = new Map(), seed = 0, threads = 1, memory = "normal" }) => {
    const threading = threads > 1 ? await nodeThreading() : undefined;
    const options = { kernel: await nodeKernel(), weights, seed, threads, memory };
    return load(graph, threading === undefined ? options : { ...options, threading });
  },
});
