import type { LinearLowering } from "../../ops/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { chunkOf, rowTable } from "./convolution/convolution.ts";
import { strassen, strassenFor } from "./convolution/strassen.ts";
import { call, constant, type Draft, scratch, type Value } from "./draft.ts";
import { activate } from "./elementwise.ts";
import { epilogueOf } from "./epilogue.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { pointwise } from "./pixelwise.ts";
import { onImages } from "./slices.ts";
import { blockedValue, inLayout, outputValue } from "./values.ts";

/** From so many rows on, a product of matrices by the tile kernel takes less time than sums row by row. */
const manyRows = 4;

/** Leading axes are the batch: the kernels take rows of the last axis. */
export function draftLinear(draft: Draft, stage: FusedStage, lowering: LinearLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const weight = stage.parameters[lowering.weight];
  const bias = lowering.bias === null ? undefined : stage.parameters[lowering.bias];
  if (weight === undefined) throw new Error(`The op keeps no "${lowering.weight}".`);
  const [outFeatures = 0, inFeatures = 0] = weight.shape;
  const batch = elements(stage.shape) / outFeatures;
  if (batch >= manyRows) {
    return byStrassen(draft, stage, lowering) ?? matrixProduct(draft, stage, weight, bias ?? null, batch);
  }
  const weights = constant(draft, elements(weight.shape) * 4, { kind: "plain", parameter: weight });
  const shift = bias && constant(draft, outFeatures * 4, { kind: "plain", parameter: bias });
  const epilogue = epilogueOf(stage.epilogue.activation);
  const output = outputValue(draft, stage, "planar");
  const args = {
    input: input.at,
    inFeatures,
    output: output.at,
    outFeatures,
    batch,
    weights,
    bias: shift ?? 0,
    lo: epilogue.lo,
    hi: epilogue.hi,
    rowBegin: 0,
    rowEnd: outFeatures,
  };
  call(draft, "f32_linear", args, { split: "row", multiple: 4 });
  if (epilogue.act !== 0) activate(draft, output, output, epilogue);
  return "linear";
}

/** Rows as the pixels of an image, where that pays; null elsewhere. */
function byStrassen(draft: Draft, stage: FusedStage, lowering: LinearLowering): string | null {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const [inFeatures = 1] = input.shape.slice(-1);
  const [outFeatures = 1] = stage.shape.slice(-1);
  const rows = elements(input.shape) / inFeatures;
  const inShape = [1, inFeatures, 1, rows];
  const image = { ...stage, shape: [1, outFeatures, 1, rows] };
  const convolution = {
    ...{ ...pointwise(lowering), stage: image, inShape },
    ...{ folds: [], tapOrder: null, slice: null },
  };
  const levels = strassenFor(draft, convolution);
  if (levels === null) return null;
  const [from, to] = [blockedValue(draft, inShape), blockedValue(draft, image.shape)];
  const into = { input: input.at, output: from.at, outputPlane: from.plane, channels: inFeatures };
  const planes = { pixels: rows, planeBegin: 0, planeEnd: inFeatures / 8 };
  call(draft, "f32_channels_first", { ...into, ...planes }, { split: "plane" });
  const step = { ...onImages(draft, image, from, to), epilogue: stage.epilogue };
  strassen(draft, { ...convolution, stage: step }, levels);
  rowsAgain(draft, stage, to, rows);
  return levels === 1 ? "linear, Strassen" : "linear, Strassen twice";
}

/** Out of blocks of 8 features. */
function rowsAgain(
  draft: Draft,
  stage: FusedStage,
  { at, plane }: Pick<Value, "at" | "plane">,
  rows: number,
): void {
  const [outFeatures = 1] = stage.shape.slice(-1);
  const output = outputValue(draft, stage, "planar");
  const back = { input: at, inputPlane: plane, output: output.at, channels: outFeatures };
  const whole = { ...back, pixels: rows, planeBegin: 0, planeEnd: Math.ceil(outFeatures / 8) };
  call(draft, "f32_channels_last", whole, { split: "plane" });
}

/** Rows instead of pixels; what comes out in blocks of 8 features is brought back into rows. */
function matrixProduct(
  draft: Draft,
  stage: FusedStage,
  weight: Parameter,
  bias: Parameter | null,
  rows: number,
): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const [outFeatures = 0, inFeatures = 0] = weight.shape;
  const planes = Math.ceil(outFeatures / 8);
  const blocks = scratch(draft, planes * rows * 32);
  const content = { kind: "convolution", weight, folds: [], groups: 1, tapOrder: null, slice: null } as const;
  const args = {
    input: input.at,
    inputPlane: 32,
    zeroPlanes: 0,
    output: blocks,
    outputPlane: rows * 32,
    pixels: rows,
    taps: 1,
    channels: inFeatures,
    weights: constant(draft, planes * inFeatures * 32, { ...content, packing: { kind: "patches" } }),
    bias: constant(draft, planes * 32, { kind: "channel-bias", bias, channels: outFeatures, folds: [] }),
    firsts: 0,
    residual: 0,
    residualPlane: 0,
    ...epilogueOf(stage.epilogue.activation),
    table: rowTable(draft, rows, inFeatures * 4),
    chunk: chunkOf(rows, inFeatures * 4),
    blockBegin: 0,
    blockEnd: planes,
  };
  call(draft, "f32_conv", args, { split: "block" });
  rowsAgain(draft, stage, { at: blocks, plane: rows * 32 }, rows);
  return "linear, many rows";
}
