import type { NodeId } from "../../../ir/index.ts";
import { familyOf } from "../families.ts";
import type { Epilogue, FusedProgram, FusedStage } from "./fused-program.ts";
import { mergeIntoProducer } from "./merge-into-producer.ts";

/** Merges an activation into the stage before it, where nothing else reads what that stage produces. */
export function fuseActivation(
  program: FusedProgram,
  observed: ReadonlySet<NodeId> = new Set(),
): FusedProgram {
  return mergeIntoProducer(program, observed, fuseInto);
}

function fuseInto(producer: FusedStage, { lowering }: FusedStage): Epilogue | null {
  if (lowering.family !== "activation" || producer.epilogue.activation !== null) return null;
  // The producer may leave zeros beyond its last channel, and kernels merge functions of one parameter at most.
  if (lowering.hasPoleAtZero || lowering.second !== null) return null;
  return familyOf(producer.lowering).fusesActivation ? { ...producer.epilogue, activation: lowering } : null;
}
