import type { DepthWindow, TransposedConvolutionLowering } from "../../ops/index.ts";
import { volumeTable } from "./convolution/convolution.ts";
import { mixesGroups } from "./convolution/grouped-exactly.ts";
import { bySlices, type Tap } from "./convolution/volume.ts";
import type { Draft, Reference } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { draftPhases } from "./phase-calls.ts";
import { allTaps, type Phase, type PhaseAxis, phasesAlong, phasesOf } from "./phases.ts";
import { draftTransposed, type Transposed, transposedExactly } from "./transposed.ts";
import { type Image, imageOf, inLayout } from "./values.ts";

/** As a transposed convolution of images, a phase of the stride after the other, and that for each slice of the output. */
export function draftVolumeTransposed(
  draft: Draft,
  stage: FusedStage,
  lowering: TransposedConvolutionLowering,
): string {
  const { depth } = lowering;
  if (depth === null) return draftTransposed(draft, stage, lowering);
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const folds = stage.epilogue.affines;
  const convolution = { ...lowering, stage, inShape: input.shape, folds, slice: null };
  const slices = phasesAlong(depth.kernel, depth.stride, depth.before, depth.dilation, depth.to);
  if (draft.exact && mixesGroups(convolution)) {
    const taps = Array.from({ length: depth.to }, (_, slice) => tapsMeeting(depth, slices, slice));
    return bySlices<Transposed>(draft, convolution, depth, taps, {
      inPlace: false,
      convolve: transposedExactly,
    });
  }
  return inPhases(draft, convolution, depth, slices);
}

/** Which taps of the depth bring which slices of the input to one of the output. */
function tapsMeeting(
  { from, stride }: DepthWindow,
  phases: readonly PhaseAxis[],
  slice: number,
): readonly Tap[] {
  const { taps, input, step } = phases[slice % stride] ?? { taps: [], input: 0, step: 0 };
  const first = input + Math.floor(slice / stride);
  return taps
    .map((tap, i) => ({ tap, input: first + i * step }))
    .filter((met) => met.input >= 0 && met.input < from);
}

/** A phase of the slices as well as of their rows and columns. */
interface VolumePhase extends Phase {
  readonly slices: PhaseAxis;
}

function inPhases(
  draft: Draft,
  convolution: Transposed,
  depth: DepthWindow,
  slices: readonly PhaseAxis[],
): string {
  const { stage, kernel, groups, inShape } = convolution;
  const out = imageOf(stage.shape);
  const height = out.H / depth.to;
  const area = kernel[0] * kernel[1];
  const phases: readonly VolumePhase[] = slices.flatMap((axis) =>
    phasesOf(convolution, [height, out.W]).map(({ rows, columns, taps: plane }) => {
      const taps = axis.taps.flatMap((tap) => plane.map((one) => tap * area + one));
      return { slices: axis, rows, columns, taps };
    }),
  );
  const tapOrder = allTaps(phases, depth.kernel * area);
  const { chunk, compute } = draftPhases(draft, { ...convolution, tapOrder }, height);
  for (const phase of phases) {
    const firstOf = (slice: number) => (slice * height + phase.rows.first) * out.W + phase.columns.first;
    const parts = Array.from({ length: phase.slices.count }, (_, i) => ({
      first: firstOf(phase.slices.first + i * depth.stride),
      table: sliceTable(draft, imageOf(inShape), depth, phase, i, chunk),
    }));
    compute(phase, parts);
  }
  return `${groups > 1 ? "grouped " : ""}transposed convolution ${[depth.kernel, ...kernel].join("×")}`;
}

/** Offsets of the taps of every output of a phase in one slice: those of an ordinary convolution. */
function sliceTable(
  draft: Draft,
  { H, W }: Image,
  depth: DepthWindow,
  { slices, rows, columns }: VolumePhase,
  i: number,
  chunk: number,
): Reference {
  return volumeTable(draft, {
    inputDepth: depth.from,
    inputHeight: H / depth.from,
    inputWidth: W,
    outputDepth: 1,
    outputHeight: rows.count,
    outputWidth: columns.count,
    kernelDepth: slices.taps.length,
    kernelHeight: rows.taps.length,
    kernelWidth: columns.taps.length,
    strideDepth: 1,
    strideHeight: 1,
    strideWidth: 1,
    padFront: -(slices.input + i),
    padTop: -rows.input,
    padLeft: -columns.input,
    dilationDepth: slices.step,
    dilationHeight: rows.step,
    dilationWidth: columns.step,
    chunk,
  });
}
