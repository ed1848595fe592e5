import type { LinearLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { call, constant, type Draft } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import { elements, inLayout, outputValue } from "./values.ts";

/** Leading axes are the batch: the kernel takes rows of the last axis. */
export function draftLinear(draft: Draft, stage: Stage, lowering: LinearLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const weight = stage.parameters[lowering.weight];
  const bias = lowering.bias === null ? undefined : stage.parameters[lowering.bias];
  if (weight === undefined) throw new Error(`The op keeps no "${lowering.weight}".`);
  const [outFeatures = 0, inFeatures = 0] = weight.shape;
  const weights = constant(draft, elements(weight.shape) * 4, { kind: "plain", parameter: weight });
  const shift = bias && constant(draft, outFeatures * 4, { kind: "plain", parameter: bias });
  const { lo, hi, act, alpha } = epilogueOf(stage.epilogue.activation);
  const output = outputValue(draft, stage, "planar");
  const args = {
    input: input.at,
    inFeatures,
    output: output.at,
    outFeatures,
    batch: elements(stage.shape) / outFeatures,
    weights,
    bias: shift ?? 0,
    lo,
    hi,
    rowBegin: 0,
    rowEnd: outFeatures,
  };
  call(draft, "f32_linear", args, { split: "row", multiple: 4 });
  if (act !== 0) activateInPlace(draft, stage, act, alpha);
  return "linear";
}

/** The whole row-major output, its rounding up included. */
function activateInPlace(draft: Draft, stage: Stage, act: number, alpha: number): void {
  const { at } = inLayout(draft, stage.value, "planar");
  const bytes = Math.ceil(elements(stage.shape) / 4) * 16;
  const [lo, hi] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const args = {
    input: at,
    inputPlane: 0,
    output: at,
    outputPlane: 0,
    bytes,
    planeBegin: 0,
    planeEnd: 1,
    act,
    alpha,
    lo,
    hi,
  };
  call(draft, "f32_activation", args);
}
