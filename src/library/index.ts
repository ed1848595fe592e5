// The package "cnn-blocks" as Node runs it: the block API, and what computes its tensors.
import { setEvaluator } from "../nn/evaluator.ts";
import { evaluateTensor } from "./evaluate.ts";

export type { Graph, ModuleInfo, Node } from "../ir/index.ts";
export * from "../nn/index.ts";
export { trace } from "../nn/trace.ts";
export { RuntimeFault } from "../runtime/faults.ts";
export { type LoadedModel, type LoadOptions, load, type RunResult } from "./load.ts";

setEvaluator(evaluateTensor);
