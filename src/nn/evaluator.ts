import type { Tensor } from "./tensor.ts";

/** Computes a tensor's numbers. `nn` knows no runtime; the library's entry hands one in. */
export type Evaluator = (tensor: Tensor) => Promise<Float32Array>;

let evaluator: Evaluator | undefined;

export function setEvaluator(next: Evaluator): void {
  evaluator = next;
}

export async function evaluate(tensor: Tensor): Promise<Float32Array> {
  if (evaluator === undefined) throw new Error('No runtime is loaded: import from "cnn-blocks".');
  return evaluator(tensor);
}
