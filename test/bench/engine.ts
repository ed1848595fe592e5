/** One inference engine in a race: loads a model once, then computes outputs from inputs. */
export interface Engine {
  readonly name: string;
  /** Whether it runs outside WebAssembly, and so stands beside the race as the next limit. */
  readonly isNative?: boolean;
  /** Brings a model into the form in which it would be shipped to the engine; the function given loads it. */
  prepare(model: BenchModel): () => Promise<Loaded>;
}

/** A net in every form that an engine may want; the same weights in all of them. */
export interface BenchModel {
  readonly name: string;
  readonly inputShape: readonly number[];
  readonly macs: number;
  /** Our graph, as data. */
  readonly graph: unknown;
  readonly onnx: Uint8Array<ArrayBuffer>;
  readonly tflite: Uint8Array<ArrayBuffer>;
  /** The first output, and in which order engines that keep channels last store its axes; see peers/order.ts. */
  readonly output: { readonly shape: readonly number[]; readonly order: readonly number[] };
}

export interface Loaded {
  /** What the engine chose to run on, where it reports that. */
  readonly backend?: string;
  /** All that it holds: weights, activations and what it needs besides. */
  readonly memoryBytes?: number;
  /** Computes all outputs and gives the first, as the engine stores it. */
  run(input: Float32Array): Promise<Float32Array>;
  /** The output's numbers row-major under the shape that it has in PyTorch, where the engine stores them otherwise. */
  ordered?(output: Float32Array): Float32Array;
  /** Milliseconds of the last run, where the caller cannot measure them. */
  took?(): number;
  dispose(): Promise<void>;
  /** Restarts what `layers` measures. */
  forget?(): void;
  /** Time of each layer in milliseconds, where the engine reports it. */
  layers?(): readonly LayerTime[];
}

export interface LayerTime {
  readonly algorithm: string;
  readonly output: string;
  readonly macs: number;
  readonly milliseconds: number;
}

/** As `Loaded.backend` names threads. */
export function threadsText(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}

/** What one engine did on one net. Times are milliseconds. */
export interface Measurement {
  readonly engine: string;
  readonly isNative: boolean;
  readonly backend: string | undefined;
  readonly memoryBytes: number | undefined;
  readonly model: string;
  readonly median: number;
  readonly best: number;
  /** From the shipped form to the first output, the engine's own compilation included where it is the first to run. */
  readonly firstOutput: number;
  /** The largest difference to the first engine's output, against its largest magnitude. */
  readonly difference: number;
  readonly layers: readonly LayerTime[];
}
