import type { Attrs } from "../../src/ir/index.ts";
import type { ReferenceTensor } from "../../src/ops/index.ts";
import type { OnnxNode, OnnxTensor } from "./onnx-model.ts";

/** A node of an ONNX model as an application of one of our ops, … */
export interface Translated<I = Operand> {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly I[];
  readonly params?: Readonly<Record<string, ReferenceTensor>> | undefined;
}

/** … whose inputs may come out of others. */
export type Operand = ReferenceTensor | Translated;

/** One for each output. Undefined where none of our ops says the same, such as for asymmetric padding. */
export type Translation = (call: Call) => Translated | readonly Translated[] | undefined;

export interface Call {
  readonly node: OnnxNode;
  readonly inputs: readonly OnnxTensor[];
  readonly opset: number;
  int(name: string, otherwise: number): number;
  float(name: string, otherwise: number): number;
  pair(name: string, otherwise: number): readonly [number, number];
}
