import type { ActivationLowering, AffineLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, constant, type Draft, type Value } from "./draft.ts";
import { type EpilogueArguments, epilogueOf } from "./epilogue.ts";
import { foldOf } from "./fold.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { anyLayout, imageOf, inLayout, outputValue } from "./values.ts";

/** An activation that no producer took: in whatever layout its input has. */
export function draftActivation(draft: Draft, stage: FusedStage, lowering: ActivationLowering): string {
  const id = stage.inputs[0] ?? 0;
  const known = anyLayout(draft, id);
  const input = leavesLanesFinite(lowering, known) ? known : inLayout(draft, id, "planar");
  activate(draft, input, outputValue(draft, stage, input.layout), epilogueOf(lowering));
  return lowering.fn;
}

/** Lanes beyond the last channel hold 0; an infinity there is not silenced by a convolution's weight of 0. */
function leavesLanesFinite({ hasPoleAtZero }: ActivationLowering, { layout, shape }: Value): boolean {
  return !hasPoleAtZero || layout === "planar" || imageOf(shape).C % 8 === 0;
}

/**
 * From one value into another of the same layout and size, or in place. Row-major values have no planes to share among
 * threads; whole vectors are taken, the rounding up included.
 */
export function activate(draft: Draft, from: Value, to: Value, epilogue: EpilogueArguments): void {
  const places = {
    input: from.at,
    inputPlane: from.plane,
    output: to.at,
    outputPlane: to.plane,
    ...epilogue,
  };
  if (to.layout === "planar") {
    const bytes = Math.ceil(elements(to.shape) / 4) * 16;
    call(draft, "f32_activation", { ...places, bytes, planeBegin: 0, planeEnd: 1 });
    return;
  }
  const { N, pixels, planes } = imageOf(to.shape);
  const args = { ...places, bytes: pixels * 32, planeBegin: 0, planeEnd: planes };
  const advance = { input: from.image, output: to.image };
  call(draft, "f32_activation", args, { count: N, advance, split: "plane" });
}

/** A batch norm that could not be folded, as after a concatenation. */
export function draftAffine(draft: Draft, stage: FusedStage, lowering: AffineLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels, planes } = imageOf(stage.shape);
  const fold = foldOf(lowering, stage.parameters);
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
