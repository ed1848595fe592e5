import type { OnnxGraph, OnnxTensor } from "./onnx-model.ts";

/**
 * Zeros around what a max pool reads are written as −0, which no window tells from 0. ONNX Runtime 1.30 and onnxoptimizer 0.3 make
 * padding of the pool of a `Pad` whose number has no bit set, and the pool leaves out its own padding: where all numbers in a
 * window are negative, that is another maximum.
 */
export function keepPadsBeforePools({ nodes, initializers, ...graph }: OnnxGraph): OnnxGraph {
  const pooled = new Set(nodes.filter(({ op }) => op === "MaxPool").map(({ inputs }) => inputs[0]));
  const pads = nodes.filter(({ op, outputs }) => op === "Pad" && pooled.has(outputs[0]));
  const fills = new Set(pads.map(({ inputs }) => inputs[2]));
  return {
    ...graph,
    nodes,
    initializers: initializers.map((one) => (fills.has(one.name) ? signed(one) : one)),
  };
}

function signed(fill: OnnxTensor): OnnxTensor {
  return { ...fill, data: Float32Array.from(fill.data, (value) => (value === 0 ? -0 : value)) };
}
