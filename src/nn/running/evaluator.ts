import type { Graph, Inputs, LoadOptions, Profile, RunOptions, RunResult, Weights } from "../../ir/index.ts";
import type { Traced } from "./traced.ts";

/** What computes. `nn` knows no runtime; the library's entry hands one in. */
export interface Engine {
  evaluate(tensor: Traced): Promise<Float32Array>;
  load(graph: Graph, options: LoadOptions): Promise<LoadedModel>;
  readWeights(file: Uint8Array, graph: Graph): Promise<ReadWeights>;
  exportOnnx(graph: Graph, options: ExportOptions): Promise<Uint8Array>;
}

/** A graph with its weights, ready to run any number of times, one run at a time. */
export interface LoadedModel {
  /** Which build of the kernel runs, on how many threads: `relaxed SIMD, 1 thread`. */
  readonly backend: string;
  /** Bytes of weights, activations and all that computing them takes. */
  readonly memoryBytes: number;
  /**
   * Runs on the given inputs, row-major, in the graph's order, or on the only one; what is null or missing is filled
   * from the seed. Rejects with a `RuntimeFault`: `wrong-input`, `cancelled` (it can run again), `busy`, `disposed`.
   */
  run(inputs?: Inputs, options?: RunOptions): Promise<RunResult>;
  /**
   * Runs to warm up, then at least `runs` times measured, 5 where left out; small models repeat for at least a
   * tenth of a second.
   */
  profile(runs?: number, options?: RunOptions): Promise<Profile>;
  /** Frees the memory. */
  dispose(): void;
}

/** Why something cannot be loaded or run: its class is a part of the library, for `instanceof`. */
export interface RuntimeFault extends Error {
  /** `wrong-input`, `wrong-weights`, `wrong-option`, `too-much-memory`, `cancelled`, … */
  readonly code: string;
}

/** The tensors of a .safetensors file that a graph has parameters for. */
export interface ReadWeights {
  /** As `load` takes them: float32 by the parameters' full names. */
  readonly weights: Weights;
  readonly report: WeightsReport;
}

/** How a file and a model fit, by names. Counters of batch norms (`num_batches_tracked`) are passed over. */
export interface WeightsReport {
  readonly matched: readonly string[];
  /** The model's, not the file's. */
  readonly missing: readonly string[];
  /** The file's, not the model's. */
  readonly surplus: readonly string[];
  readonly misshapen: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly stored: readonly number[];
  }[];
  /** Tensors of a dtype that has no float32. */
  readonly unreadable: readonly { readonly name: string; readonly dtype: string }[];
}

/** As for `load`. */
export type ExportOptions = Pick<LoadOptions, "weights" | "seed">;

let engine: Engine | undefined;

export function setEngine(next: Engine): void {
  engine = next;
}

export async function evaluate(tensor: Traced): Promise<Float32Array> {
  return present().evaluate(tensor);
}

/**
 * Makes a graph, as `trace` gives it, ready to run on the bundled kernel. Rejects with a `RuntimeFault` where it cannot
 * run: a size that is only named, weights of another size, or more memory than there may be.
 */
export async function load(graph: Graph, options: LoadOptions = {}): Promise<LoadedModel> {
  return present().load(graph, options);
}

/**
 * Reads trained weights from the bytes of a .safetensors file, by PyTorch's names. Throws an error with a `code` where the
 * bytes are no such file.
 */
export async function readWeights(file: Uint8Array, graph: Graph): Promise<ReadWeights> {
  return present().readWeights(file, graph);
}

/**
 * A graph with its weights as the bytes of an .onnx file, opset 17. A symbolic batch stays one. Throws an error with a
 * `code` where ONNX cannot say the graph.
 */
export async function exportOnnx(graph: Graph, options: ExportOptions = {}): Promise<Uint8Array> {
  return present().exportOnnx(graph, options);
}

function present(): Engine {
  if (engine === undefined) throw new Error('No runtime is loaded: import from "cnn-blocks".');
  return engine;
}
