import type { NodeId } from "../../../ir/index.ts";
import { countReaders, type Epilogue, type FusedProgram, type FusedStage, merge } from "./fused-program.ts";

/**
 * Walks the program once and merges each stage into the one that produces its first input, where that
 * producer has no other reader and is not observed, and `rule` gives the epilogue that the merged stage has.
 */
export function mergeIntoProducer(
  program: FusedProgram,
  observed: ReadonlySet<NodeId>,
  rule: (producer: FusedStage, follower: FusedStage) => Epilogue | null,
): FusedProgram {
  const readers = countReaders(program);
  const stages: FusedStage[] = [];
  const placeOf = new Map<NodeId, number>();
  for (const stage of program.stages) {
    const place = placeOf.get(stage.inputs[0] ?? -1);
    const producer = place === undefined ? undefined : stages[place];
    const free = producer !== undefined && readers.get(producer.value) === 1 && !observed.has(producer.value);
    const epilogue = free && onlyInput(stage) ? rule(producer, stage) : null;
    if (place !== undefined && producer !== undefined && epilogue !== null) {
      stages[place] = merge(producer, stage, epilogue);
      placeOf.set(stage.value, place);
    } else {
      placeOf.set(stage.value, stages.push(stage) - 1);
    }
  }
  return { ...program, stages };
}

/** The producer runs earlier than the follower did, so the follower must have no other input to wait for. */
function onlyInput(stage: FusedStage): boolean {
  return stage.inputs.length === 1 && stage.epilogue.residual === null;
}
