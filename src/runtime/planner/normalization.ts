import type { NormalizationLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, constant, type Draft, type Reference, scratch } from "./draft.ts";
import { activate } from "./elementwise.ts";
import { epilogueOf } from "./epilogue.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { channelAxis, imageOf, inLayout, isImage, outputValue } from "./values.ts";

/** An image's channels are normalised in their blocks, everything else row by row. */
export function draftNormalization(draft: Draft, stage: FusedStage, lowering: NormalizationLowering): string {
  const { over } = lowering;
  if (over.kind === "pixels") return normalizePixels(draft, stage, lowering);
  if (over.kind !== "groups") {
    const size = elements(stage.shape.slice(stage.shape.length - over.count));
    return normalizeRows(draft, stage, lowering, { size, run: 1, period: 1 });
  }
  const groupSize = (stage.shape[over.channelAxis] ?? 1) / over.groups;
  if (normalizesBlocks(lowering, stage.shape)) return normalizeBlocks(draft, stage, lowering, groupSize);
  const pixels = elements(stage.shape.slice(over.channelAxis + 1));
  const rows = { size: groupSize * pixels, run: pixels, period: over.groups };
  return normalizeRows(draft, stage, lowering, rows);
}

/** Whether the result is in blocks. */
export function normalizesBlocks({ over }: NormalizationLowering, shape: readonly number[]): boolean {
  if (over.kind === "pixels") return true;
  return over.kind === "groups" && isImage(shape) && over.channelAxis === channelAxis(shape);
}

/** Means, then deviations from them, then the numbers: the channels of a group may be in several blocks. */
function normalizeBlocks(
  draft: Draft,
  stage: FusedStage,
  lowering: NormalizationLowering,
  groupSize: number,
): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels, planes } = imageOf(stage.shape);
  const centres = scratch(draft, N * planes * 32);
  const [sums, squares] = [scratch(draft, N * planes * 64), scratch(draft, N * planes * 64)];
  const advance = {
    input: input.image,
    sums: planes * 64,
    centres: planes * 32,
    squares: planes * 64,
  };
  const frame = { input: input.at, inputPlane: input.plane, planeBegin: 0, planeEnd: planes };
  call(
    draft,
    "f32_group_sums",
    { ...frame, pixels, sums },
    { count: N, advance: { input: advance.input, sums: advance.sums }, split: "plane" },
  );
  const groups = { pixels, sums, centres, squares, channels: C, groupSize };
  call(draft, "f32_group_squares", { ...frame, ...groups }, { count: N, advance, split: "plane" });
  call(
    draft,
    "f32_group_norm",
    {
      ...frame,
      ...groups,
      output: output.at,
      outputPlane: output.plane,
      scales: scratch(draft, planes * 64),
      ...learned(draft, stage, lowering),
      epsilon: lowering.epsilon,
      ...epilogueOf(stage.epilogue.activation),
    },
    { count: N, advance: { ...advance, output: output.image }, split: "plane" },
  );
  return "normalization of channels";
}

function normalizePixels(draft: Draft, stage: FusedStage, lowering: NormalizationLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, pixels } = imageOf(stage.shape);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    output: output.at,
    outputPlane: output.plane,
    channels: C,
    ...learned(draft, stage, lowering),
    epsilon: lowering.epsilon,
    ...epilogueOf(stage.epilogue.activation),
    pixelBegin: 0,
    pixelEnd: pixels,
  };
  const advance = { input: input.image, output: output.image };
  call(draft, "f32_normalize_pixels", args, { count: N, advance, split: "pixel" });
  return "normalization of pixels";
}

interface Rows {
  readonly size: number;
  readonly run: number;
  readonly period: number;
}

function normalizeRows(draft: Draft, stage: FusedStage, lowering: NormalizationLowering, rows: Rows): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const args = { input: input.at, output: output.at, ...rows, ...learned(draft, stage, lowering) };
  const range = { rowBegin: 0, rowEnd: elements(stage.shape) / rows.size };
  call(draft, "f32_normalize_rows", { ...args, ...range, epsilon: lowering.epsilon }, { split: "row" });
  const { activation } = stage.epilogue;
  if (activation !== null) activate(draft, output, output, epilogueOf(activation));
  return "normalization of rows";
}

/** Weight and bias as they are; 0 where there is none. */
function learned(draft: Draft, stage: FusedStage, { weight, bias }: NormalizationLowering) {
  const place = (name: string | null): Reference | number => {
    const parameter = name === null ? undefined : stage.parameters[name];
    if (parameter === undefined) return 0;
    return constant(draft, elements(parameter.shape) * 4, { kind: "plain", parameter });
  };
  return { weight: place(weight), bias: place(bias) };
}
