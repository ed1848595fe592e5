import type { KnownShape, NodeId } from "../../ir/index.ts";
import type { Lowering } from "../../ops/index.ts";
import type { Program, Stage } from "../../passes/index.ts";
import { familyOf } from "./families.ts";
import { rotatesChannels } from "./pixelwise.ts";
import { viewsAmong } from "./views.ts";

/*
 * ConvNeXt permutes its images so that the channels come last, where layer norms and linear layers want them, and permutes
 * them back. All that happens in between happens at each pixel, which blocks of channels suit just as well: the values stay
 * as they are stored, and the permutations cost nothing.
 */

export interface ChannelsLastProgram {
  readonly program: Program;
  /** Values that are stored as images though their own shapes, given here, have the channels last. */
  readonly ownShapes: ReadonlyMap<NodeId, KnownShape>;
}

/** Values from `firstFree` on are views that no node stands for. */
export function keepInBlocks({ stages, outputs }: Program, firstFree: NodeId): ChannelsLastProgram {
  const found = new Map(stages.map((stage) => [stage.value, stage]));
  const channelsLast = new Map<NodeId, Stage>();
  const result: Stage[] = [];
  const view = viewsAmong(result, firstFree);
  // Permuting back and forth is saved only where something in between wants the channels last.
  const wanted = new Set(
    stages.flatMap(({ lowering, inputs }) =>
      familyOf(lowering).wantsChannelsLast?.(lowering) ? inputs.slice(0, 1) : [],
    ),
  );
  /** A value under its own shape. */
  const asItIs = (id: NodeId): NodeId => {
    const stage = channelsLast.get(id);
    return stage === undefined ? id : view(id, lastAgain(stage.shape), found.get(id)?.shape ?? []);
  };
  const keep = (stage: Stage, isChannelsLast: boolean): void => {
    result.push(stage);
    if (isChannelsLast) channelsLast.set(stage.value, stage);
  };
  for (const stage of stages) {
    const [input = -1] = stage.inputs;
    const from = channelsLast.get(input);
    const there = from && familyOf(stage.lowering).atPixels?.(stage, stage.lowering, from.shape);
    if (
      isRotation(stage, found.get(input)?.shape ?? [], 1) &&
      wanted.has(stage.value) &&
      from === undefined
    ) {
      keep({ ...stage, lowering: { family: "reshape" }, shape: found.get(input)?.shape ?? [] }, true);
    } else if (from !== undefined && isRotation(stage, found.get(input)?.shape ?? [], -1)) {
      keep({ ...stage, lowering: { family: "reshape" } }, false);
    } else if (there) keep({ ...stage, ...there }, true);
    else keep({ ...stage, inputs: stage.inputs.map(asItIs) }, false);
  }
  const ownShapes = new Map([...channelsLast.keys()].map((id) => [id, found.get(id)?.shape ?? []]));
  return { program: { stages: result, outputs }, ownShapes };
}

/** Whether a stage only brings an image's channels last (by 1) or back (by −1). */
function isRotation({ lowering, shape }: Stage, from: KnownShape, by: 1 | -1): boolean {
  if (lowering.family !== "permute" || lowering.sizes.join() !== from.join()) return false;
  return shape.length === from.length && rotatesChannels(lowering.order, from, by);
}

/** From an image's shape to that with the channels last. */
function lastAgain(image: KnownShape): Lowering {
  const order = image.length === 3 ? [1, 2, 0] : [0, 2, 3, 1];
  return { family: "permute", sizes: image, order };
}
