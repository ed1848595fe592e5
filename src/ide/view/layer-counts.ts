import type { LayerFact } from "../../analyzer/index.ts";
import type { Dim, ModulePath, Shape } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { type CountedTensor, countParameters, keptTensors } from "../../passes/parameters.ts";

/** A layer of a module, and its parameters and buffers. */
export interface LayerCount {
  readonly path: ModulePath;
  readonly title: string;
  readonly tensors: readonly ShapedTensor[];
  /** How many learned numbers the layer has. */
  readonly parameters: Dim;
  /** How many of them have `requiresGrad` false. */
  readonly fixedParameters: Dim;
}

interface ShapedTensor extends CountedTensor {
  readonly shape: Shape;
}

export function countLayer(layer: LayerFact): LayerCount {
  const op = findOp(layer.op);
  const specs = op.params(layer.attrs);
  const { parameters, fixedParameters } = countParameters([layer]);
  return {
    path: layer.path,
    title: op.title(layer.attrs, []),
    tensors: keptTensors(layer).map((tensor) => ({ ...tensor, shape: specs[tensor.name]?.shape ?? [] })),
    parameters,
    fixedParameters,
  };
}
