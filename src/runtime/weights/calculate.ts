import { findOp, type ReferenceTensor } from "../../ops/index.ts";
import type { CalculationStep, Parameter } from "../../passes/index.ts";

/** What a model calculates of its parameters, by the ops' references: it happens once, when weights are packed. */
export function calculate(
  steps: readonly CalculationStep[],
  read: (parameter: Parameter) => Float32Array,
): Float32Array {
  const results: ReferenceTensor[] = [];
  for (const { op, attrs, inputs, parameters } of steps) {
    const params = Object.entries(parameters).map(([name, parameter]) => {
      return [name, { shape: parameter.shape, data: read(parameter) }] as const;
    });
    const operands = inputs.map((index) => resultAt(results, index));
    results.push(findOp(op).reference(attrs as never, operands, Object.fromEntries(params)));
  }
  return resultAt(results, results.length - 1).data;
}

function resultAt(results: readonly ReferenceTensor[], index: number): ReferenceTensor {
  const result = results[index];
  if (result === undefined) throw new Error("A step reads one that comes later.");
  return result;
}
