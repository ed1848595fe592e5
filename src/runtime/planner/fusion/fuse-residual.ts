import type { NodeId } from "../../../ir/index.ts";
import { familyOf } from "../families.ts";
import { countReaders, type FusedProgram, type FusedStage, merge } from "./fused-program.ts";

/**
 * Merges the addition of two equal shapes into the convolution that produces one of them: the other is then
 * added before the result is stored. The later producer takes it, since the other operand must exist by then.
 */
export function fuseResidual(program: FusedProgram, observed: ReadonlySet<NodeId> = new Set()): FusedProgram {
  const readers = countReaders(program);
  const stages: FusedStage[] = [];
  const placeOf = new Map<NodeId, number>();
  for (const stage of program.stages) {
    const place = producerPlace(stage, placeOf);
    const producer = place === undefined ? undefined : stages[place];
    const residual = producer === undefined ? undefined : otherInput(stage, producer.value);
    const free = producer !== undefined && readers.get(producer.value) === 1 && !observed.has(producer.value);
    const residualStage = stages[placeOf.get(residual ?? -1) ?? -1];
    if (place !== undefined && free && residual !== undefined && canAdd(producer, residualStage, stage)) {
      stages[place] = merge(producer, stage, { residual });
      placeOf.set(stage.value, place);
    } else {
      placeOf.set(stage.value, stages.push(stage) - 1);
    }
  }
  return { ...program, stages };
}

/** Where the later of the two operands is produced. */
function producerPlace(stage: FusedStage, placeOf: ReadonlyMap<NodeId, number>): number | undefined {
  if (stage.lowering.family !== "binary" || stage.lowering.fn !== "add") return undefined;
  const places = stage.inputs.map((id) => placeOf.get(id)).filter((place) => place !== undefined);
  return places.length === 2 ? Math.max(...places) : undefined;
}

function otherInput(stage: FusedStage, value: NodeId): NodeId | undefined {
  const [left, right] = stage.inputs;
  if (left === right) return undefined;
  return left === value ? right : left;
}

/** A broadcast operand needs another sum. */
function canAdd(producer: FusedStage, residual: FusedStage | undefined, sum: FusedStage): boolean {
  const { lowering, epilogue, shape } = producer;
  if (epilogue.residual !== null || epilogue.activation !== null) return false;
  const adds = familyOf(lowering).addsResidual?.(lowering, shape) ?? false;
  return adds && sum.shape.join() === shape.join() && sum.shape.join() === residual?.shape.join();
}
