import type { Pair, TransposedConvolutionLowering } from "../../ops/index.ts";
import { geometry, tapTable, type Weighted } from "./convolution/convolution.ts";
import { gatherLanes, mixesGroups } from "./convolution/grouped-exactly.ts";
import { draftConvolution } from "./convolution/index.ts";
import type { Draft, Reference } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { draftPhases } from "./phase-calls.ts";
import { allTaps, type Phase, phasesOf } from "./phases.ts";
import { anyLayout, imageOf } from "./values.ts";

/** A transposed convolution as the planner sees it. */
export interface Transposed extends Omit<Weighted, "tapOrder">, TransposedConvolutionLowering {
  readonly inShape: readonly number[];
}

/** At stride 1 an ordinary convolution with the taps the other way round, else one for each phase. */
export function draftTransposed(
  draft: Draft,
  stage: FusedStage,
  lowering: TransposedConvolutionLowering,
): string {
  const inShape = anyLayout(draft, stage.inputs[0] ?? 0).shape;
  const stride = separating(lowering, inShape);
  const { kernel, padding, dilation, outputPadding } = lowering;
  const sides = ([0, 1] as const).map((axis) => dilation[axis] * (kernel[axis] - 1) - padding[axis]);
  const [top = 0, left = 0] = sides;
  if (stride.join() === "1,1" && outputPadding.join() === "0,0" && top >= 0 && left >= 0) {
    const taps = kernel[0] * kernel[1];
    const backwards = Array.from({ length: taps }, (_, tap) => taps - 1 - tap);
    const around = { top, bottom: top, left, right: left };
    const convolution = { ...lowering, family: "convolution", stride, padding: around } as const;
    return `transposed ${draftConvolution(draft, stage, convolution, backwards)}`;
  }
  const folds = stage.epilogue.affines;
  const convolution = { ...lowering, stride, stage, inShape, folds, slice: null };
  return draft.exact && mixesGroups(convolution)
    ? transposedExactly(draft, convolution)
    : inPhases(draft, convolution);
}

/**
 * Where the input has one row, no two of its rows stand a stride apart: any stride gives the same, and the one that
 * leaves each output a tap of its own wastes none on rows that are not there.
 */
function separating(
  { kernel, stride, dilation }: TransposedConvolutionLowering,
  inShape: readonly number[],
): Pair {
  const { H, W } = imageOf(inShape);
  const along = (axis: 0 | 1): number => dilation[axis] * (kernel[axis] - 1) + 1;
  return [H === 1 ? along(0) : stride[0], W === 1 ? along(1) : stride[1]];
}

function inPhases(draft: Draft, convolution: Transposed): string {
  const { stage, kernel, groups, inShape } = convolution;
  const { H, W } = imageOf(stage.shape);
  const phases = phasesOf(convolution, [H, W]);
  const tapOrder = allTaps(phases, kernel[0] * kernel[1]);
  const { chunk, compute } = draftPhases(draft, { ...convolution, tapOrder }, H);
  for (const phase of phases) {
    const first = phase.rows.first * W + phase.columns.first;
    compute(phase, [{ first, table: phaseTable(draft, imageOf(inShape), phase, chunk) }]);
  }
  return `${groups > 1 ? "grouped " : ""}transposed convolution ${kernel.join("×")}`;
}

/** Offsets of the taps of every output of a phase: those of an ordinary convolution. */
function phaseTable(
  draft: Draft,
  { H, W }: { readonly H: number; readonly W: number },
  { rows, columns }: Phase,
  chunk: number,
): Reference {
  const window = geometry({
    kernel: [rows.taps.length, columns.taps.length],
    stride: [1, 1],
    padding: { top: -rows.input, left: -columns.input },
    dilation: [rows.step, columns.step],
  });
  const output = { outputHeight: rows.count, outputWidth: columns.count };
  return tapTable(draft, { inputHeight: H, inputWidth: W, ...output, ...window, chunk });
}

export function transposedExactly(draft: Draft, convolution: Transposed): string {
  const { kernel, padding } = convolution;
  const tapOrder = Array.from({ length: kernel[0] * kernel[1] }, (_, tap) => tap);
  const window = geometry({ ...convolution, padding: { top: padding[0], left: padding[1] } });
  gatherLanes(draft, "f32_conv_transposed_grouped", { ...convolution, tapOrder }, window);
  return `grouped transposed convolution ${kernel.join("×")}, exact`;
}
