import type { TransposedConvolutionLowering } from "../../ops/index.ts";
import { biasOf, chunkOf, residualArguments, type Weighted, weightsOf } from "./convolution/convolution.ts";
import { groupedChannels } from "./convolution/tiles.ts";
import { at, call, type Draft, integers, ownScratch, type Reference } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import type { Phase } from "./phases.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

interface Phased extends Weighted, TransposedConvolutionLowering {
  readonly tapOrder: readonly number[];
}

/** The outputs of a phase that one call of the kernel computes. */
interface PhasePart {
  /** The pixel of the output image that it begins at. */
  readonly first: number;
  /** The offsets of the inputs that the taps bring. */
  readonly table: Reference;
}

interface PhaseCalls {
  /** How many pixels the kernel computes at a time. */
  readonly chunk: number;
  /** Drafts the calls for a phase. The phases come in the order in which their taps are in `tapOrder`. */
  compute(phase: Phase, parts: readonly PhasePart[]): void;
}

/** Makes room for the weights of all phases, and for what is computed of them. `height` is that of an output image or slice. */
export function draftPhases(draft: Draft, convolution: Phased, height: number): PhaseCalls {
  const { stage, stride, groups, tapOrder } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const inSize = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const { channels, firsts } = groupedChannels(inSize.C, out.C, groups);
  const weightsBlock = tapOrder.length * channels * 32;
  const packing = { kind: "tiles", channels, firsts } as const;
  const weights = weightsOf(draft, convolution, out.planes * weightsBlock, packing);
  const residual = residualArguments(draft, stage);
  const added = residual.args.residual;
  const chunk = chunkOf(Math.ceil(height / stride[0]) * Math.ceil(out.W / stride[1]), channels * 4);
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
    bias: biasOf(draft, convolution),
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
  return {
    chunk,
    compute({ rows, columns, taps }, parts) {
      const ofPhase = {
        columns: columns.count,
        pixels: rows.count * columns.count,
        taps: taps.length,
        weights: at(weights, tapsBefore * channels * 32),
      };
      for (const { first, table } of parts) {
        const here = {
          output: at(output.at, first * 32),
          residual: typeof added === "number" ? 0 : at(added, first * 32),
        };
        call(draft, "f32_conv_phase", { ...shared, ...ofPhase, ...here, table }, options);
      }
      tapsBefore += taps.length;
    },
  };
}
