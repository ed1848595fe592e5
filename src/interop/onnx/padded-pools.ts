import type { OnnxGraph, OnnxTensor } from "./onnx-model.ts";

/**
 * Zeros that are padded in front of a max pool are written as −0, which compares equal to 0. ONNX Runtime 1.30 and onnxoptimizer 0.3
 * merge a `Pad` into the pool if no bit of its value is set. But a pool ignores its own padding, so a window in which all numbers
 * are negative would have another maximum.
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
