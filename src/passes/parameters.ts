import { type Attrs, type Dim, elementCount, sum } from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/** An op with its attributes: a layer before anyone has called it. */
export interface Layer {
  readonly op: string;
  readonly attrs: Attrs;
}

export interface ParameterCounts {
  /** Learned numbers. */
  readonly parameters: Dim;
  /** Numbers kept but not learned. */
  readonly buffers: Dim;
}

/** A tensor that a layer keeps, and how many numbers it has. */
export interface CountedTensor {
  readonly name: string;
  readonly learned: boolean;
  readonly count: Dim;
}

/** What all the layers keep together. A layer that is listed twice counts twice. */
export function countParameters(layers: readonly Layer[]): ParameterCounts {
  return totalOf(layers.flatMap(keptTensors));
}

export function keptTensors({ op, attrs }: Layer): readonly CountedTensor[] {
  const params = Object.entries(findOp(op).params(attrs));
  return params.map(([name, { shape, learned }]) => ({ name, learned, count: elementCount(shape) }));
}

export function totalOf(tensors: readonly CountedTensor[]): ParameterCounts {
  const total = (learned: boolean): Dim =>
    sum(tensors.filter((tensor) => tensor.learned === learned).map(({ count }) => count));
  return { parameters: total(true), buffers: total(false) };
}
