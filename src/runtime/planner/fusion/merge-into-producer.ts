import type { NodeId } from "../../../ir/index.ts";
import { countReaders, type Epilogue, type FusedProgram, type FusedStage, merge } from "./fused-program.ts";

/**
 * Walks the program once and merges each stage into the one that produces its input, where that producer has no other
 * reader and is not observed, and `rule` gives the epilogue that the merged stage has. The producer runs earlier than
 * the follower did, so the follower must have no other input to wait for: `inputOf` gives the one, or null.
 */
export function mergeIntoProducer(
  program: FusedProgram,
  observed: ReadonlySet<NodeId>,
  rule: (producer: FusedStage, follower: FusedStage) => Epilogue | null,
  inputOf: (stage: FusedStage) => NodeId | null = onlyInput,
): FusedProgram {
  const readers = countReaders(program);
  const stages: FusedStage[] = [];
  const placeOf = new Map<NodeId, number>();
  for (const stage of program.stages) {
    const place = placeOf.get(inputOf(stage) ?? -1);
    const producer = place === undefined ? undefined : stages[place];
    const free = producer !== undefined && readers.get(producer.value) === 1 && !observed.has(producer.value);
    const epilogue = free && stage.epilogue.residual === null ? rule(producer, stage) : null;
    if (place !== undefined && producer !== undefined && epilogue !== null) {
      stages[place] = merge(producer, stage, epilogue);
      placeOf.set(stage.value, place);
    } else {
      placeOf.set(stage.value, stages.push(stage) - 1);
    }
  }
  return { ...program, stages };
}

function onlyInput({ inputs }: FusedStage): NodeId | null {
  return inputs.length === 1 ? (inputs[0] ?? null) : null;
}
