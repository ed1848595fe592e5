import type { Pair, TransposedConvolutionLowering } from "../../ops/index.ts";
import {
  biasOf,
  chunkOf,
  geometry,
  residualArguments,
  tapTable,
  type Weighted,
  weightsOf,
} from "./convolution/convolution.ts";
import { gatherLanes, mixesGroups } from "./convolution/grouped-exactly.ts";
import { draftConvolution } from "./convolution/index.ts";
import { groupedChannels } from "./convolution/tiles.ts";
import { at, call, type Draft, integers, ownScratch, type Reference } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import { foldOf } from "./fold.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { anyLayout, imageOf, inLayout, outputValue } from "./values.ts";

/** A transposed convolution as the planner sees it. */
export interface Transposed extends Weighted, TransposedConvolutionLowering {
  readonly tapOrder: readonly number[];
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
  const folds = stage.epilogue.affines.map(foldOf);
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

function inPhases(draft: Draft, convolution: Omit<Transposed, "tapOrder">): string {
  const { stage, kernel, stride, groups } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const inSize = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const phases = phasesOf(convolution, [out.H, out.W]);
  const { channels, firsts } = groupedChannels(inSize.C, out.C, groups);
  const weightsBlock = kernel[0] * kernel[1] * channels * 32;
  const tapOrder = allTaps(phases, kernel[0] * kernel[1]);
  const packing = { kind: "tiles", channels, firsts } as const;
  const weights = weightsOf(draft, { ...convolution, tapOrder }, out.planes * weightsBlock, packing);
  const residual = residualArguments(draft, stage);
  const added = residual.args.residual;
  const largest = Math.ceil(out.H / stride[0]) * Math.ceil(out.W / stride[1]);
  const chunk = chunkOf(largest, channels * 4);
  const scratch = ownScratch(draft, chunk * 32);
  const shared = {
    input: input.at,
    inputPlane: input.plane,
    zeroPlanes: inSize.planes,
    outputRow: stride[0] * out.W * 32,
    outputStep: stride[1] * 32,
    channels,
    weightsBlock,
    bias: biasOf(draft, { ...convolution, tapOrder }),
    firsts: firsts === null ? 0 : integers(draft, firsts),
    residualPlane: residual.args.residualPlane,
    ...epilogueOf(stage.epilogue.activation),
    scratch: scratch.at,
    chunk,
    blockBegin: 0,
    blockEnd: out.planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split: "block", own: { scratch: scratch.step } } as const;
  let tapsBefore = 0;
  for (const phase of phases) {
    const { rows, columns, taps } = phase;
    const first = (rows.first * out.W + columns.first) * 32;
    const args = {
      ...shared,
      output: at(output.at, first),
      outputPlane: output.plane,
      columns: columns.count,
      pixels: rows.count * columns.count,
      taps: taps.length,
      weights: at(weights, tapsBefore * channels * 32),
      residual: typeof added === "number" ? 0 : at(added, first),
      table: phaseTable(draft, inSize, phase, chunk),
    };
    call(draft, "f32_conv_phase", args, options);
    tapsBefore += taps.length;
  }
  return `${groups > 1 ? "grouped " : ""}transposed convolution ${kernel.join("×")}`;
}

/** Outputs whose rows and columns leave certain remainders when divided by the stride. */
export interface Phase {
  readonly rows: PhaseAxis;
  readonly columns: PhaseAxis;
  /** Which taps meet them, in the order in which the tap table has them. */
  readonly taps: readonly number[];
}

export interface PhaseAxis {
  /** The first output, and how many there are, a stride apart. */
  readonly first: number;
  readonly count: number;
  /** Which taps meet these outputs, by the order of the inputs that they come from. */
  readonly taps: readonly number[];
  /** The input that the first of these taps brings to the first output; before the image where negative. */
  readonly input: number;
  /** How far apart the taps' inputs are. */
  readonly step: number;
}

export function phasesOf(
  { kernel, stride, padding, dilation }: TransposedConvolutionLowering,
  [H, W]: Pair,
): readonly Phase[] {
  const [rows = [], columns = []] = ([0, 1] as const).map((axis) =>
    phasesAlong(kernel[axis], stride[axis], padding[axis], dilation[axis], axis === 0 ? H : W),
  );
  return rows.flatMap((row) =>
    columns.map((column) => {
      const taps = row.taps.flatMap((ky) => column.taps.map((kx) => ky * kernel[1] + kx));
      return { rows: row, columns: column, taps };
    }),
  );
}

/** Output o is met by tap t of input i where o + padding = i · stride + t · dilation. */
export function phasesAlong(
  kernel: number,
  s: number,
  padding: number,
  d: number,
  outputs: number,
): readonly PhaseAxis[] {
  const byRemainder = new Map<number, number[]>();
  for (let tap = kernel - 1; tap >= 0; tap--) {
    const taps = byRemainder.get((tap * d) % s);
    if (taps === undefined) byRemainder.set((tap * d) % s, [tap]);
    else taps.push(tap);
  }
  return Array.from({ length: Math.min(s, outputs) }, (_, first) => {
    const taps = byRemainder.get((first + padding) % s) ?? [];
    const [input = 0, next = input] = taps.slice(0, 2).map((tap) => (first + padding - tap * d) / s);
    return { first, count: Math.ceil((outputs - first) / s), taps, input, step: next - input };
  });
}

/** The taps in the order of the phases, and after them those that meet no output. */
export function allTaps(phases: readonly Pick<Phase, "taps">[], count: number): readonly number[] {
  const met = new Set(phases.flatMap(({ taps }) => taps));
  return [...met, ...Array.from({ length: count }, (_, tap) => tap).filter((tap) => !met.has(tap))];
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

export function transposedExactly(draft: Draft, convolution: Omit<Transposed, "tapOrder">): string {
  const { kernel, padding } = convolution;
  const tapOrder = Array.from({ length: kernel[0] * kernel[1] }, (_, tap) => tap);
  const window = geometry({ ...convolution, padding: { top: padding[0], left: padding[1] } });
  gatherLanes(draft, "f32_conv_transposed_grouped", { ...convolution, tapOrder }, window);
  return `grouped transposed convolution ${kernel.join("×")}, exact`;
}
