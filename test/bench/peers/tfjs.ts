/** The part of TensorFlow.js that the bench calls; the package is there only where the bench is installed. */
export interface Tfjs {
  setBackend(name: "wasm"): Promise<boolean>;
  tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  tidy(make: () => TfTensor): TfTensor;
  relu(x: TfTensor): TfTensor;
  relu6(x: TfTensor): TfTensor;
  sigmoid(x: TfTensor): TfTensor;
  erf(x: TfTensor): TfTensor;
  square(x: TfTensor): TfTensor;
  rsqrt(x: TfTensor): TfTensor;
  add(x: TfTensor, y: TfTensor): TfTensor;
  sub(x: TfTensor, y: TfTensor): TfTensor;
  mul(x: TfTensor, y: TfTensor): TfTensor;
  avgPool(x: TfTensor, kernel: readonly number[], strides: readonly number[], pads: Pads): TfTensor;
  concat(inputs: readonly TfTensor[], axis: number): TfTensor;
  maxPool(x: TfTensor, kernel: readonly number[], strides: readonly number[], pads: Pads): TfTensor;
  split(x: TfTensor, parts: number, axis: number): readonly TfTensor[];
  conv2dTranspose(
    x: TfTensor,
    filter: TfTensor,
    output: readonly number[],
    strides: readonly number[],
    pad: "valid",
  ): TfTensor;
  image: {
    resizeNearestNeighbor(x: TfTensor, size: readonly [height: number, width: number]): TfTensor;
  };
  mean(x: TfTensor, axes: readonly number[], keepDims: boolean): TfTensor;
  reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  transpose(x: TfTensor, order: readonly number[]): TfTensor;
  readonly fused: {
    conv2d(call: FusedConvolution): TfTensor;
    depthwiseConv2d(call: FusedConvolution): TfTensor;
    matMul(call: {
      readonly a: TfTensor;
      readonly b: TfTensor;
      readonly bias: TfTensor;
      readonly activation: TfActivation;
    }): TfTensor;
  };
}

/** What its fused operators end with. */
export type TfActivation = "linear" | "relu" | "relu6";

export interface TfTensor {
  data(): Promise<ArrayLike<number>>;
  dispose(): void;
}

/** Of batch, height, width and channels, before and after. */
export type Pads = readonly (readonly [before: number, after: number])[];

interface FusedConvolution {
  readonly x: TfTensor;
  readonly filter: TfTensor;
  readonly strides: readonly number[];
  readonly pad: Pads;
  readonly dilations: readonly number[];
  readonly bias: TfTensor;
  readonly activation: TfActivation;
}

/** What its WebAssembly backend adds. */
export interface TfjsWasm {
  setWasmPaths(folder: string): void;
  setThreadsCount(count: number): void;
  /** How many threads it took, once it is set up. */
  getThreadsCount(): number;
}
