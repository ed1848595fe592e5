import { call, type Draft, ownScratch, type Value } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, outputValue } from "../values.ts";
import {
  biasOf,
  type Convolution,
  geometry,
  outputSize,
  residualArguments,
  stripOf,
  weightsOf,
} from "./convolution.ts";

/** Bytes of input rows that are copied at a time: they are read once for every block of output channels. */
const stripBytes = 64 * 1024;

/**
 * Few channels in a row-major image, number by number, so that no lane is wasted on channels that are not there.
 */
export function planar(draft: Draft, convolution: Convolution, input: Value): string {
  const { stage, kernel } = convolution;
  const { C, H, W } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const depth = C * kernel[0] * kernel[1];
  const { chunk, bytes } = stripOf(convolution, C * 4, stripBytes);
  const work = ownScratch(draft, depth * 4 + bytes);
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    channels: C,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    ...geometry(convolution),
    weights: weightsOf(draft, convolution, out.planes * depth * 32, { kind: "patches" }),
    bias: biasOf(draft, convolution),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    scratch: work.at,
    chunk,
    blocks: out.planes,
    rowBegin: 0,
    rowEnd: out.H,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: C * H * W * 4, output: output.image, residual: residual.image };
  const full = { ...args, output: output.at, outputPlane: output.plane };
  const options = { count: out.N, advance, split: "row", own: { scratch: work.step } } as const;
  call(draft, "f32_conv_planar", full, options);
  return `convolution ${kernel.join("×")} on planar`;
}
