/** The part of onnx.proto3 that we write, as plain data. Names follow the protocol's. */

export interface OnnxModel {
  readonly producer: string;
  readonly opset: number;
  readonly graph: OnnxGraph;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export type OnnxAttribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "text"; readonly value: string };

/** Float32 data, or whole numbers as int64. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | readonly number[];
}

/** A float32 input or output; a size is a number or a symbol's name. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}
