import { call, type Draft, ownScratch } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, outputValue, type Value } from "../values.ts";
import {
  biasOf,
  type Convolution,
  chunkOf,
  geometry,
  outputSize,
  residualArguments,
  rowTable,
  weightsOf,
} from "./convolution.ts";

/**
 * Few channels in a row-major image: gathered into patches, so that no lane is wasted on channels that are
 * not there.
 */
export function patches(draft: Draft, convolution: Convolution, input: Value): string {
  const { stage, kernel } = convolution;
  const { C, H, W } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const depth = C * kernel[0] * kernel[1];
  const chunk = chunkOf(out.pixels, depth * 8);
  const gathered = ownScratch(draft, chunk * depth * 4 + 64);
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
    table: rowTable(draft, out.pixels, depth * 4),
    patches: gathered.at,
    chunk,
    blocks: out.planes,
    pixelBegin: 0,
    pixelEnd: out.pixels,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: C * H * W * 4, output: output.image, residual: residual.image };
  const full = { ...args, output: output.at, outputPlane: output.plane };
  const options = { count: out.N, advance, split: "pixel", own: { patches: gathered.step } } as const;
  call(draft, "f32_conv_planar", full, options);
  return `convolution ${kernel.join("×")} on planar`;
}
