import type { DepthWindow, TransposedConvolutionLowering } from "../../ops/index.ts";
import {
  biasOf,
  chunkOf,
  residualArguments,
  volumeTable,
  type Weighted,
  weightsOf,
} from "./convolution/convolution.ts";
import { mixesGroups } from "./convolution/grouped-exactly.ts";
import { groupedChannels } from "./convolution/tiles.ts";
import { bySlices, type Tap } from "./convolution/volume.ts";
import { at, call, type Draft, integers, ownScratch, type Reference } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import { foldOf } from "./fold.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import {
  allTaps,
  draftTransposed,
  type Phase,
  type PhaseAxis,
  phasesAlong,
  phasesOf,
  transposedExactly,
} from "./transposed.ts";
import { type Image, imageOf, inLayout, outputValue } from "./values.ts";

interface Volume extends Omit<Weighted, "tapOrder">, TransposedConvolutionLowering {
  readonly inShape: readonly number[];
}

/** As a transposed convolution of images, a phase of the stride after the other, and that for each slice of the output. */
export function draftVolumeTransposed(
  draft: Draft,
  stage: FusedStage,
  lowering: TransposedConvolutionLowering,
): string {
  const { depth } = lowering;
  if (depth === null) return draftTransposed(draft, stage, lowering);
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const folds = stage.epilogue.affines.map(foldOf);
  const convolution = { ...lowering, stage, inShape: input.shape, folds, slice: null };
  const slices = phasesAlong(depth.kernel, depth.stride, depth.before, depth.dilation, depth.to);
  if (draft.exact && mixesGroups(convolution)) {
    const taps = Array.from({ length: depth.to }, (_, slice) => tapsMeeting(depth, slices, slice));
    return bySlices<Volume>(draft, convolution, depth, taps, { inPlace: false, convolve: transposedExactly });
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

interface VolumePhase {
  readonly slices: PhaseAxis;
  readonly plane: Phase;
  readonly taps: readonly number[];
}

function inPhases(
  draft: Draft,
  convolution: Volume,
  depth: DepthWindow,
  slices: readonly PhaseAxis[],
): string {
  const { stage, kernel, stride, groups } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const inSize = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const height = out.H / depth.to;
  const area = kernel[0] * kernel[1];
  const phases: readonly VolumePhase[] = slices.flatMap((axis) =>
    phasesOf(convolution, [height, out.W]).map((plane) => {
      const taps = axis.taps.flatMap((tap) => plane.taps.map((one) => tap * area + one));
      return { slices: axis, plane, taps };
    }),
  );
  const { channels, firsts } = groupedChannels(inSize.C, out.C, groups);
  const weightsBlock = depth.kernel * area * channels * 32;
  const tapOrder = allTaps(phases, depth.kernel * area);
  const packing = { kind: "tiles", channels, firsts } as const;
  const weights = weightsOf(draft, { ...convolution, tapOrder }, out.planes * weightsBlock, packing);
  const residual = residualArguments(draft, stage);
  const added = residual.args.residual;
  const largest = Math.ceil(height / stride[0]) * Math.ceil(out.W / stride[1]);
  const chunk = chunkOf(largest, channels * 4);
  const scratch = ownScratch(draft, chunk * 32);
  const output = outputValue(draft, stage, "blocked");
  const shared = {
    input: input.at,
    inputPlane: input.plane,
    zeroPlanes: inSize.planes,
    outputPlane: output.plane,
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
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split: "block", own: { scratch: scratch.step } } as const;
  let tapsBefore = 0;
  for (const phase of phases) {
    const { rows, columns } = phase.plane;
    for (let i = 0; i < phase.slices.count; i++) {
      const slice = phase.slices.first + i * depth.stride;
      const first = (slice * height * out.W + rows.first * out.W + columns.first) * 32;
      const args = {
        ...shared,
        output: at(output.at, first),
        columns: columns.count,
        pixels: rows.count * columns.count,
        taps: phase.taps.length,
        weights: at(weights, tapsBefore * channels * 32),
        residual: typeof added === "number" ? 0 : at(added, first),
        table: sliceTable(draft, inSize, depth, phase, i, chunk),
      };
      call(draft, "f32_conv_phase", args, options);
    }
    tapsBefore += phase.taps.length;
  }
  return `${groups > 1 ? "grouped " : ""}transposed convolution ${[depth.kernel, ...kernel].join("×")}`;
}

/** Offsets of the taps of every output of a phase in one slice: those of an ordinary convolution. */
function sliceTable(
  draft: Draft,
  { H, W }: Image,
  depth: DepthWindow,
  { slices, plane: { rows, columns } }: VolumePhase,
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
