import type { NodeId } from "./graph.ts";

/*
 * Types for loading and running a graph, shared by the block API, the runtime and whatever shows a run.
 */

/** Weights by their full names, in PyTorch's layouts: `layer1.0.conv1.weight`. */
export type Weights = ReadonlyMap<string, Float32Array>;

export interface LoadOptions {
  /**
   * Weights by their full names, `layer1.0.conv1.weight`, row-major; what is missing is made from the seed.
   */
  readonly weights?: Weights | undefined;
  /** Makes the weights and inputs that are not given; 0 where left out. */
  readonly seed?: number | undefined;
  /**
   * How many threads share each layer's work, where the host has them: 1 where left out, at most 256. The numbers are
   * the same for any.
   */
  readonly threads?: number | undefined;
  /**
   * `low` does without the weights of fast algorithms: 0.3 (a ResNet-18) to 0.9 (an AlexNet) of the memory, at 0.4
   * to 0.9 of the speed. Where left out, it is taken when the memory allows nothing else.
   */
  readonly memory?: "normal" | "low" | undefined;
}

/** By the arguments that they stand for, null or missing where the seed shall fill them; or the only one. */
export type Inputs = Float32Array | readonly (Float32Array | null)[];

export interface RunOptions {
  /** Called after every step; of all steps again where a run is repeated for the sake of a NaN or an infinity. */
  readonly onStep?: ((progress: StepProgress) => void) | undefined;
  /**
   * An `AbortSignal`, say: checked after every step. With this or `onStep` the run yields to the host every 12
   * milliseconds, so that a message may set it; a run without both keeps the thread until it ends.
   */
  readonly signal?: CancelSignal | undefined;
}

/** The part of the DOM's `AbortSignal` that a run reads. */
export interface CancelSignal {
  readonly aborted: boolean;
}

export interface StepProgress {
  readonly done: number;
  readonly total: number;
  /** The graph's nodes that the step computed; several where they are fused. */
  readonly nodes: readonly NodeId[];
  readonly milliseconds: number;
}

export interface RunResult {
  /** In the graph's order. */
  readonly outputs: readonly OutputTensor[];
  readonly steps: readonly StepTime[];
  /** The sum of all steps, in milliseconds. */
  readonly milliseconds: number;
}

/** Row-major, NCHW. */
export interface OutputTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface StepTime {
  /** The nodes that the step computes; several where the plan fused them. */
  readonly nodes: readonly NodeId[];
  readonly milliseconds: number;
}

/** What a number of runs took, one after the other. Times are milliseconds. */
export interface Profile {
  /** The result of the last run. */
  readonly result: RunResult;
  /** How many runs were measured. */
  readonly runs: number;
  /** Each step's mean over the runs that nothing slowed. */
  readonly steps: readonly StepTime[];
  /** The median of the runs, each the sum of its steps; of all of them, also those that something slowed. */
  readonly milliseconds: number;
  /** The first run, which finds cold caches and code that is not optimised yet. */
  readonly warmUpMilliseconds: number;
}
