import type { Graph } from "../ir/index.ts";
import { load as loadWith } from "../runtime/index.ts";
import { nodeKernel } from "./node-kernel.ts";

export interface LoadOptions {
  /** Weights by their full names, `layer1.0.conv1.weight`, row-major; what is missing is made from the seed. */
  readonly weights?: ReadonlyMap<string, Float32Array> | undefined;
  /** What makes weights and inputs that nobody gives; 0 where left out. */
  readonly seed?: number | undefined;
}

/** A graph with its weights, ready to run any number of times, one run at a time. */
export interface LoadedModel {
  /** Runs on the given inputs, row-major, in the graph's order; what is null or missing is filled from the seed. */
  run(inputs?: readonly (Float32Array | null)[]): Promise<RunResult>;
  /** Frees the memory. */
  dispose(): void;
}

export interface RunResult {
  /** In the graph's order; data is row-major. */
  readonly outputs: readonly { readonly shape: readonly number[]; readonly data: Float32Array }[];
  readonly milliseconds: number;
}

/**
 * Makes a graph, as `trace` gives it, ready to run on the bundled kernel. Throws a `RuntimeFault` where it
 * cannot run: a size that is only named, or more memory than there may be.
 */
export async function load(
  graph: Graph,
  { weights = new Map(), seed = 0 }: LoadOptions = {},
): Promise<LoadedModel> {
  return loadWith(graph, { kernel: await nodeKernel(), weights, seed });
}
