import type { NodeId } from "../ir/index.ts";
import { countReaders, merge, type Program, type Stage } from "./program.ts";

/**
 * Merges the addition of two equal shapes into the convolution that produces one of them: the other is then
 * added before the result is stored. The later producer takes it, since the other operand must stand already.
 */
export function fuseResidual(program: Program, observed: ReadonlySet<NodeId> = new Set()): Program {
  const readers = countReaders(program);
  const stages: Stage[] = [];
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
function producerPlace(stage: Stage, placeOf: ReadonlyMap<NodeId, number>): number | undefined {
  if (stage.lowering.family !== "binary" || stage.lowering.fn !== "add") return undefined;
  const places = stage.inputs.map((id) => placeOf.get(id)).filter((place) => place !== undefined);
  return places.length === 2 ? Math.max(...places) : undefined;
}

function otherInput(stage: Stage, value: NodeId): NodeId | undefined {
  const [left, right] = stage.inputs;
  if (left === right) return undefined;
  return left === value ? right : left;
}

/**
 * Depthwise convolutions have a kernel of their own, without a residual; a broadcast operand needs another
 * sum.
 */
function canAdd(producer: Stage, residual: Stage | undefined, sum: Stage): boolean {
  const { lowering, epilogue, shape } = producer;
  if (lowering.family !== "convolution" && lowering.family !== "transposed-convolution") return false;
  if (epilogue.residual !== null || epilogue.activation !== null) return false;
  const depthwise = lowering.groups > 1 && lowering.groups === shape.at(-3);
  return !depthwise && sum.shape.join() === shape.join() && sum.shape.join() === residual?.shape.join();
}
