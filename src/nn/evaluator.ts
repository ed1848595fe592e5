import type { Graph } from "../ir/index.ts";
import type { Tensor } from "./tensor.ts";

/** What computes. `nn` knows no runtime; the library's entry hands one in. */
export interface Engine {
  evaluate(tensor: Tensor): Promise<Float32Array>;
  load(graph: Graph, options: LoadOptions): Promise<LoadedModel>;
}

export interface LoadOptions {
  /**
   * Weights by their full names, `layer1.0.conv1.weight`, row-major; what is missing is made from the seed.
   */
  readonly weights?: ReadonlyMap<string, Float32Array> | undefined;
  /** What makes weights and inputs that nobody gives; 0 where left out. */
  readonly seed?: number | undefined;
  /** How many threads share each layer's work, where the host has them; 1 where left out. Same numbers, any count. */
  readonly threads?: number | undefined;
  /** `low` does without Winograd's transformed weights: a third of the memory at about half the speed. */
  readonly memory?: "normal" | "low" | undefined;
}

/** A graph with its weights, ready to run any number of times, one run at a time. */
export interface LoadedModel {
  /** Which build of the kernel runs, on how many threads: `relaxed, 1 thread`. */
  readonly backend: string;
  /**
   * Runs on the given inputs, row-major, in the graph's order; what is null or missing is filled from the
   * seed.
   */
  run(inputs?: readonly (Float32Array | null)[]): Promise<RunResult>;
  /** Frees the memory. */
  dispose(): void;
}

export interface RunResult {
  /** In the graph's order; data is row-major. */
  readonly outputs: readonly { readonly shape: readonly number[]; readonly data: Float32Array }[];
  readonly milliseconds: number;
}

let engine: Engine | undefined;

export function setEngine(next: Engine): void {
  engine = next;
}

export async function evaluate(tensor: Tensor): Promise<Float32Array> {
  return present().evaluate(tensor);
}

/**
 * Makes a graph, as `trace` gives it, ready to run on the bundled kernel. Throws where it cannot run: a size
 * that is only named, or more memory than there may be.
 */
export async function load(graph: Graph, options: LoadOptions = {}): Promise<LoadedModel> {
  return present().load(graph, options);
}

function present(): Engine {
  if (engine === undefined) throw new Error('No runtime is loaded: import from "cnn-blocks".');
  return engine;
}
