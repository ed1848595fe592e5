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

/** One for each output; a sentence's rest in its place where none of our ops says the same, and why. */
export type Translation = (call: Call) => Translated | readonly Translated[] | string;

export interface Call {
  readonly node: OnnxNode;
  /** What is there of the inputs; a name that is left out comes as one that nothing has, and is missing here. */
  readonly inputs: readonly OnnxTensor[];
  /** The first input: whoever has no inputs is not asked. */
  readonly x: OnnxTensor;
  readonly opset: number;
  int(name: string, otherwise: number): number;
  float(name: string, otherwise: number): number;
  text(name: string, otherwise: string): string;
  /** A number for each axis of an image, a signal or a volume. */
  sizes(name: string, otherwise: number): readonly number[];
}

/** How many axes the first input has behind batch and channels. */
export function axesOf({ x }: Call): number {
  return x.shape.length - 2;
}
