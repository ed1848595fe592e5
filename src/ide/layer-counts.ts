import type { LayerFact } from "../analyzer/index.ts";
import { type Dim, elementCount, type ModulePath, type Shape, sum } from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/** A layer of a module with the tensors that it keeps. */
export interface LayerCount {
  readonly path: ModulePath;
  readonly title: string;
  readonly tensors: readonly KeptTensor[];
  /** Learned numbers of this layer. */
  readonly parameters: Dim;
}

export interface KeptTensor {
  readonly name: string;
  readonly shape: Shape;
  readonly learned: boolean;
  readonly count: Dim;
}

export function countLayer({ path, op, attrs }: LayerFact): LayerCount {
  const definition = findOp(op);
  const tensors = Object.entries(definition.params(attrs)).map(([name, { shape, learned }]) => ({
    name,
    shape,
    learned,
    count: elementCount(shape),
  }));
  return { path, title: definition.title(attrs, []), tensors, parameters: total(tensors, true) };
}

/** Learned numbers of a module: each layer in it counts once. */
export function parametersOf(layers: readonly LayerFact[]): Dim {
  return sum(layers.map((layer) => countLayer(layer).parameters));
}

/** Numbers kept but not learned. */
export function buffersOf(layers: readonly LayerFact[]): Dim {
  return sum(layers.map((layer) => total(countLayer(layer).tensors, false)));
}

function total(tensors: readonly KeptTensor[], learned: boolean): Dim {
  return sum(tensors.filter((tensor) => tensor.learned === learned).map(({ count }) => count));
}
