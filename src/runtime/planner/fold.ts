import type { AffineLowering } from "../../ops/index.ts";
import type { Parameter } from "../../passes/index.ts";
import type { Fold } from "../plan.ts";

/** A batch norm with the tensors that its lowering names. */
export function foldOf(lowering: AffineLowering, parameters: Readonly<Record<string, Parameter>>): Fold {
  const named = (name: string): Parameter => {
    const parameter = parameters[name];
    if (parameter === undefined) throw new Error(`The op keeps no "${name}".`);
    return parameter;
  };
  return {
    weight: lowering.weight === null ? null : named(lowering.weight),
    bias: lowering.bias === null ? null : named(lowering.bias),
    mean: named(lowering.mean),
    variance: named(lowering.variance),
    epsilon: lowering.epsilon,
  };
}
