/** One inference engine in a race: loads a model once, then computes outputs from inputs. */
export interface Engine {
  readonly name: string;
  load(model: BenchModel): Promise<Loaded>;
}

/** A net in every form that an engine may want; the same weights in all of them. */
export interface BenchModel {
  readonly name: string;
  readonly inputShape: readonly number[];
  readonly macs: number;
  /** Our graph, as data. */
  readonly graph: unknown;
  readonly onnx: Uint8Array<ArrayBuffer>;
  /** Null for nets with an operator that the bench does not write. */
  readonly tflite: Uint8Array<ArrayBuffer> | null;
}

export interface Loaded {
  run(input: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
  /** Time of each layer in milliseconds, where the engine tells. */
  layers?(): readonly LayerTime[];
}

export interface LayerTime {
  readonly algorithm: string;
  readonly output: string;
  readonly macs: number;
  readonly milliseconds: number;
}

/** What one engine did on one net. Times are milliseconds. */
export interface Measurement {
  readonly engine: string;
  readonly model: string;
  readonly median: number;
  readonly best: number;
  /** From the loaded bytes to the first output. */
  readonly firstOutput: number;
  /** The largest difference to the first engine's output, against its largest magnitude. */
  readonly difference: number;
  readonly layers: readonly LayerTime[];
}
