import type { Fold } from "../plan.ts";
import type { BoundAffine } from "./fusion/fused-program.ts";

/** A batch norm with the tensors that its lowering names. */
export function foldOf({ lowering, parameters }: BoundAffine): Fold {
  const named = (name: string): NonNullable<Fold["weight"]> => {
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
