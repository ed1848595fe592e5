// The package "cnn-blocks" as Node runs it: the block API, and what computes its tensors.
import type { Graph, LoadOptions } from "../ir/index.ts";
import { type LoadedModel, setEngine } from "../nn/running/evaluator.ts";
import { refusePytorchNames } from "../nn/running/refuse-pytorch.ts";
import { openSession, profile, requirePlan } from "../runtime/index.ts";
import { evaluateTensor } from "./evaluate.ts";
import { exportOnnxFile, readWeightsFile } from "./formats.ts";
import { printPlainly } from "./inspect.ts";
import { nodeKernel } from "./node-kernel.ts";
import { nodeThreading } from "./node-threads.ts";

export * from "../nn/index.ts";
// What the API names as a type is a class here.
export { type FaultCode, RuntimeFault } from "../runtime/faults.ts";

printPlainly();
refusePytorchNames();
setEngine({
  evaluate: evaluateTensor,
  readWeights: readWeightsFile,
  exportOnnx: exportOnnxFile,
  load: loadModel,
});

async function loadModel(
  graph: Graph,
  { weights, seed, threads = 1, memory }: LoadOptions,
): Promise<LoadedModel> {
  const plan = requirePlan(graph, { threads, memory });
  const threading = threads > 1 ? await nodeThreading() : undefined;
  const session = openSession(plan, { kernel: await nodeKernel(), weights, seed, threading });
  const { backend, run, dispose } = session;
  return {
    backend,
    get memoryBytes() {
      return session.memoryBytes;
    },
    run,
    dispose,
    profile: (runs, options) => profile(session, runs, options),
  };
}
