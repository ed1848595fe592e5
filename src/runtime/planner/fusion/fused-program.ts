import type { NodeId } from "../../../ir/index.ts";
import type { ActivationLowering } from "../../../ops/index.ts";
import type { Program, Stage } from "../../../passes/index.ts";
import type { Fold } from "../../plan.ts";

/** A program on its way to kernel calls: each stage is one node, or several that become one computation. */
export type FusedProgram = Program<FusedStage>;

/** Its `value` is the last of `nodes`; its `inputs` are what the lowering reads, without the residual. */
export interface FusedStage extends Stage {
  /** Every node that the stage computes, in schedule order. */
  readonly nodes: readonly NodeId[];
  readonly epilogue: Epilogue;
}

/** What happens to a result before it is stored: batch norms and factors for each channel, then the residual, then the activation. */
export interface Epilogue {
  readonly affines: readonly Fold[];
  readonly residual: NodeId | null;
  readonly activation: ActivationLowering | null;
}

/** Every stage by itself: where fusion begins. */
export function unfused({ stages, outputs }: Program): FusedProgram {
  const epilogue = { affines: [], residual: null, activation: null };
  return {
    stages: stages.map((stage) => ({ ...stage, nodes: stage.isView ? [] : [stage.value], epilogue })),
    outputs,
  };
}

/** How many stages and outputs read each value. A value read once may be merged into its reader. */
export function countReaders(program: FusedProgram): ReadonlyMap<NodeId, number> {
  const counts = new Map<NodeId, number>();
  const reads = program.stages.flatMap(({ inputs, epilogue: { residual } }) =>
    residual === null ? inputs : [...inputs, residual],
  );
  for (const id of [...reads, ...program.outputs]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** `follower` merged into `producer`, which then yields the follower's value. */
export function merge(producer: FusedStage, follower: FusedStage, epilogue: Partial<Epilogue>): FusedStage {
  return {
    ...producer,
    value: follower.value,
    nodes: [...producer.nodes, ...follower.nodes],
    shape: follower.shape,
    epilogue: { ...producer.epilogue, ...epilogue },
  };
}
