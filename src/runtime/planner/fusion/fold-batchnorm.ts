import type { NodeId } from "../../../ir/index.ts";
import { familyOf } from "../families.ts";
import { foldOf } from "../fold.ts";
import type { Epilogue, FusedProgram, FusedStage } from "./fused-program.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";

/**
 * Merges a batch norm into the convolution before it, where nothing else reads the convolution's result: a
 * scale and a shift per channel of a linear map are another linear map, so its weights and bias absorb them.
 */
export function foldBatchNorm(
  program: FusedProgram,
  observed: ReadonlySet<NodeId> = new Set(),
): FusedProgram {
  return mergeIntoProducer(program, observed, foldInto);
}

function foldInto(producer: FusedStage, { lowering, parameters }: FusedStage): Epilogue | null {
  const { affines, residual, activation } = producer.epilogue;
  const isLinear = familyOf(producer.lowering).foldsAffine && residual === null && activation === null;
  if (lowering.family !== "affine" || !isLinear) return null;
  return { ...producer.epilogue, affines: [...affines, foldOf(lowering, parameters)] };
}
