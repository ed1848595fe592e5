import type { NodeId } from "../ir/index.ts";
import type { BoundProgram } from "./bind-weights.ts";
import type { Parameter, Program, Stage } from "./program.ts";

/**
 * Makes a linear layer of a product with the transpose of a parameter, as `F.linear` and `nn.MultiheadAttention` calculate
 * it: the weights are packed once instead of being transposed in every run.
 */
export function bindProducts(program: Program, observed: ReadonlySet<NodeId> = new Set()): BoundProgram {
  const takers = new Map<NodeId, NodeId>();
  const found = new Map(program.stages.map((stage) => [stage.value, stage]));
  const stages = program.stages.map((stage) => {
    const [left, right] = stage.inputs;
    const weight = stage.lowering.family === "matmul" ? transposedParameter(found, right) : null;
    if (left === undefined || weight === null || (found.get(left)?.shape.length ?? 0) < 2) return stage;
    for (const id of weight.behind) takers.set(id, stage.value);
    return {
      ...stage,
      lowering: { family: "linear", weight: "weight", bias: null } as const,
      inputs: [left],
      parameters: { weight: weight.parameter },
    };
  });
  const read = new Set([...observed, ...program.outputs, ...stages.flatMap(({ inputs }) => inputs)]);
  // A permutation that is still read keeps its parameter.
  const kept = stages.filter(({ value }) => !takers.has(value) || read.has(value));
  const needed = new Set([...observed, ...program.outputs, ...kept.flatMap(({ inputs }) => inputs)]);
  const left = kept.filter(({ value }) => !takers.has(value) || needed.has(value));
  return { program: { ...program, stages: left }, takers };
}

/** The parameter [O, I] whose transpose a value is, and the nodes in between. */
function transposedParameter(
  found: ReadonlyMap<NodeId, Stage>,
  id: NodeId | undefined,
): { readonly parameter: Parameter; readonly behind: readonly NodeId[] } | null {
  const transposed = found.get(id ?? -1);
  if (transposed?.lowering.family !== "permute" || transposed.lowering.order.join() !== "1,0") return null;
  const source = found.get(transposed.inputs[0] ?? -1);
  if (source?.lowering.family !== "parameter" || transposed.lowering.sizes.join() !== source.shape.join())
    return null;
  const parameter = source.parameters[source.lowering.weight];
  return parameter === undefined ? null : { parameter, behind: [transposed.value, source.value] };
}
