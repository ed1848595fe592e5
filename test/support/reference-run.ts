import type { Graph, NodeId } from "../../src/ir/index.ts";
import { findOp, type ReferenceTensor } from "../../src/ops/index.ts";
import { lowerGraph, type Parameter } from "../../src/passes/index.ts";
import { randInput, randnInput } from "../../src/runtime/random.ts";

/** Every node's value by the ops' references: the oracle of plans. Inputs are random where not given. */
export function runByReference(
  graph: Graph,
  inputs: readonly (Float32Array | null)[],
  read: (parameter: Parameter) => Float32Array,
  seed = 0,
): ReadonlyMap<NodeId, ReferenceTensor> {
  const values = new Map<NodeId, ReferenceTensor>();
  for (const [index, stage] of lowerGraph(graph).stages.entries()) {
    const node = graph.nodes[index];
    if (node === undefined) throw new Error("A stage has a node.");
    const argument = graph.inputs.indexOf(node.id);
    if (stage.lowering.family === "source") {
      const { fill } = stage.lowering;
      const given = argument < 0 ? null : (inputs[argument] ?? null);
      const count = stage.shape.reduce((a, b) => a * b, 1);
      const made = (): Float32Array => {
        if (fill.kind === "constant") return new Float32Array(count).fill(fill.value);
        if (fill.kind === "numbers") return Float32Array.from(fill.values);
        return (fill.kind === "rand" ? randInput : randnInput)(stage.shape, seed, fill.stream);
      };
      values.set(node.id, { shape: stage.shape, data: given ?? made() });
      continue;
    }
    const params = Object.entries(stage.parameters).map(([name, parameter]) => {
      return [name, { shape: parameter.shape, data: read(parameter) }] as const;
    });
    const operands = node.inputs.map((id) => values.get(id) ?? { shape: [], data: new Float32Array() });
    const result = findOp(node.op).reference(node.attrs as never, operands, Object.fromEntries(params));
    values.set(node.id, result);
  }
  return values;
}
