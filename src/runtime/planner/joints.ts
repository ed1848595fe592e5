import type { NodeId } from "../../ir/index.ts";
import { channelsOf } from "./concat.ts";
import type { Joint } from "./draft.ts";
import { familyOf } from "./families.ts";
import type { FusedProgram, FusedStage } from "./fusion/fused-program.ts";

/**
 * Concatenations that cost nothing: whose parts their producers can write straight into the whole. That takes
 * whole blocks of 8 channels before each part; a value can be a part of one whole only, and the later one is
 * served first.
 */
export function findJoints(program: FusedProgram): ReadonlyMap<NodeId, Joint> {
  const producers = new Map(program.stages.map((stage) => [stage.value, stage]));
  const joints = new Map<NodeId, Joint>();
  for (const stage of [...program.stages].reverse()) {
    if (stage.lowering.family !== "concat" || !leavesBlocks(stage, producers)) continue;
    const window = windowOf(stage, producers, joints);
    if (window !== undefined && !joints.has(stage.value)) {
      joints.set(stage.value, window);
      continue;
    }
    let firstChannel = 0;
    for (const id of stage.inputs) {
      const part = producers.get(id);
      const writable = part !== undefined && leavesBlocks(part, producers);
      const joint = { whole: stage.value, wholeShape: stage.shape, firstChannel };
      if (writable && !joints.has(id)) joints.set(id, joint);
      firstChannel += channelsOf(part?.shape ?? []);
    }
  }
  return joints;
}

/**
 * The stretch of another whole that already holds all parts of a concatenation side by side, as in a
 * dense block, where each layer reads everything before it.
 */
function windowOf(
  { inputs }: FusedStage,
  producers: ReadonlyMap<NodeId, FusedStage>,
  joints: ReadonlyMap<NodeId, Joint>,
): Joint | undefined {
  const window = joints.get(inputs[0] ?? -1);
  let channel = window?.firstChannel ?? 0;
  for (const id of inputs) {
    const joint = joints.get(id);
    if (joint === undefined || joint.whole !== window?.whole || joint.firstChannel !== channel)
      return undefined;
    channel += channelsOf(producers.get(id)?.shape ?? []);
  }
  return window;
}

function leavesBlocks(
  { lowering, shape, inputs }: FusedStage,
  producers: ReadonlyMap<NodeId, FusedStage>,
): boolean {
  const shapes = inputs.map((id) => producers.get(id)?.shape ?? []);
  return familyOf(lowering).leavesBlocks?.(lowering, shape, shapes) ?? false;
}
