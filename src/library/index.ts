// The package "cnn-blocks" as Node runs it: the block API, and what computes its tensors.
import type { Graph } from "../ir/index.ts";
import { setEvaluator } from "../nn/evaluator.ts";
import { load as loadWith, type Session, type Weights } from "../runtime/index.ts";
import { evaluateTensor } from "./evaluate.ts";
import { nodeKernel } from "./node-kernel.ts";

export type { Graph, ModuleInfo, Node } from "../ir/index.ts";
export * from "../nn/index.ts";
export { trace } from "../nn/trace.ts";
export { type RunResult, RuntimeFault, type Session, type Weights } from "../runtime/index.ts";

export interface LoadOptions {
  /**
   * Weights by their full names, `layer1.0.conv1.weight`, row-major; what is missing is made from the seed.
   */
  readonly weights?: Weights | undefined;
  /** What makes weights and inputs that nobody gives; 0 where left out. */
  readonly seed?: number | undefined;
}

/**
 * Makes a graph, as `trace` gives it, ready to run any number of times on the bundled kernel. Throws a
 * `RuntimeFault` where it cannot run: a size that is only named, or more memory than there may be.
 */
export async function load(
  graph: Graph,
  { weights = new Map(), seed = 0 }: LoadOptions = {},
): Promise<Session> {
  return loadWith(graph, { kernel: await nodeKernel(), weights, seed });
}

setEvaluator(evaluateTensor);
