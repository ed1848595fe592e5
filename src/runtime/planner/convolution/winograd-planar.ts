import { call, constant, type Draft, ownScratch, type Value } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, outputValue } from "../values.ts";
import { biasOf, type Convolution, outputSize, residualArguments, weightsOf } from "./convolution.ts";

/** Bytes of the intermediate values between the transforms: a part of a core's second cache, which the weights share. */
const chunkBytes = 192 * 1024;

/** More than enough: the transforms work in 1792 bytes, and rounding adds at most 208 at each of 49 points. */
const transformBytes = 16_384;

/**
 * Whether Winograd's algorithm on phases fits a convolution of a planar image and pays, by a count of what an
 * output costs in multiply–adds as measured: a product for each tap and channel, against 169 products a channel for
 * 16 outputs, 15 for the way back, and 155 a channel for the image's transform, which all output channels share. A
 * tenth has to be saved.
 */
export function winogradPlanarPays(
  draft: Draft,
  { kernel, stride, dilation, inShape, stage }: Convolution,
): boolean {
  const fits = stride.join() === "2,2" && dilation.join() === "1,1" && Math.max(...kernel) <= 7;
  if (!draft.fast || !fits) return false;
  const { C } = imageOf(inShape);
  const out = imageOf(stage.shape);
  const used = out.pixels / (tilesOf(out) * 16);
  const cost = (C * 169) / 16 + 15 + (C * 155) / out.C;
  return cost < used * C * kernel[0] * kernel[1] * 0.9;
}

/** Few channels in a row-major image, a large kernel at stride 2. */
export function winogradPlanar(draft: Draft, convolution: Convolution, input: Value): string {
  const { stage, kernel, padding } = convolution;
  const { C, H, W } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const tiles = tilesOf(out);
  const chunk = Math.min(tiles, Math.floor(chunkBytes / (49 * (C * 16 + 32)) / 6) * 6);
  const work = ownScratch(draft, transformBytes + 49 * chunk * (C * 16 + 32));
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    channels: C,
    inputHeight: H,
    inputWidth: W,
    ...outputSize(stage),
    padTop: padding.top,
    padLeft: padding.left,
    weights: weightsOf(draft, convolution, out.planes * 169 * C * 32, { kind: "winograd-planar" }),
    bias: biasOf(draft, convolution),
    none: constant(draft, 32, { kind: "zeros" }),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    scratch: work.at,
    chunk,
    blocks: out.planes,
    tileBegin: 0,
    tileEnd: tiles,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: C * H * W * 4, output: output.image, residual: residual.image };
  const full = { ...args, output: output.at, outputPlane: output.plane };
  const options = { count: out.N, advance, split: "tile", own: { scratch: work.step } } as const;
  call(draft, "f32_winograd_planar", full, options);
  return `winograd ${kernel.join("×")} stride 2 on planar`;
}

function tilesOf({ H, W }: { readonly H: number; readonly W: number }): number {
  return Math.ceil(H / 4) * Math.ceil(W / 4);
}
