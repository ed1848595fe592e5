import type { ActivationLowering, AffineLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { call, constant, type Draft } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import { foldOf } from "./fold.ts";
import { anyLayout, elements, imageOf, inLayout, outputValue } from "./values.ts";

/** An activation that no producer took: in whatever layout its input has. */
export function draftActivation(draft: Draft, stage: Stage, lowering: ActivationLowering): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  const output = outputValue(draft, stage, input.layout);
  const { N, pixels, planes } = imageOf(stage.shape);
  const blocked = input.layout === "blocked";
  const args = {
    input: input.at,
    inputPlane: input.plane,
    output: output.at,
    outputPlane: output.plane,
    bytes: blocked ? pixels * 32 : Math.ceil(elements(stage.shape) / 4) * 16,
    planeBegin: 0,
    planeEnd: blocked ? planes : 1,
    ...epilogueOf(lowering),
  };
  const advance = { input: input.image, output: output.image };
  call(draft, "f32_activation", args, { count: blocked ? N : 1, advance, split: "plane" });
  return lowering.fn;
}

/** A batch norm that could not be folded, as after a concatenation. */
export function draftAffine(draft: Draft, stage: Stage, lowering: AffineLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels, planes } = imageOf(stage.shape);
  const fold = foldOf({ lowering, parameters: stage.parameters });
  const args = {
    input: input.at,
    inputPlane: input.plane,
    output: output.at,
    outputPlane: output.plane,
    pixels,
    scale: constant(draft, planes * 32, { kind: "channel-scale", channels: C, fold }),
    shift: constant(draft, planes * 32, { kind: "channel-bias", bias: null, channels: C, folds: [fold] }),
    planeBegin: 0,
    planeEnd: planes,
    ...epilogueOf(stage.epilogue.activation),
  };
  const advance = { input: input.image, output: output.image };
  call(draft, "f32_affine", args, { count: N, advance, split: "plane" });
  return "scale and shift";
}
