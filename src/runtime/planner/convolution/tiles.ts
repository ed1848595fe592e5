import type { ConvolutionLowering } from "../../../ops/index.ts";
import { call, type Draft, integers, type Reference } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, inLayout, outputValue } from "../values.ts";
import {
  biasOf,
  type Convolution,
  chunkOf,
  geometry,
  outputSize,
  residualArguments,
  tapTable,
  weightsOf,
} from "./convolution.ts";

/** The tile kernel over blocked activations: any kernel, stride, dilation and grouping. */
export function tiles(draft: Draft, convolution: Convolution): string {
  const { stage, kernel } = convolution;
  const { H, W } = imageOf(convolution.inShape);
  const image = { inputHeight: H, inputWidth: W, ...outputSize(stage) };
  return tilesOf(draft, convolution, {
    taps: kernel[0] * kernel[1],
    reachesOutside: reachesOutside(convolution),
    table: (chunk) => tapTable(draft, { ...image, ...geometry(convolution), chunk }),
    name: kernel.join("×"),
  });
}

/** Where the tile kernel finds what lies under a window. */
interface Taps {
  readonly taps: number;
  /** Whether some of them are zeros around the input. */
  readonly reachesOutside: boolean;
  readonly name: string;
  table(chunk: number): Reference;
}

export function tilesOf(
  draft: Draft,
  convolution: Convolution,
  { taps, reachesOutside, table, name }: Taps,
): string {
  const { stage, groups } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const inSize = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const { channels, firsts } = groupedChannels(inSize.C, out.C, groups);
  const chunk = chunkOf(out.pixels, channels * 4);
  const packing = { kind: "tiles", channels, firsts } as const;
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    zeroPlanes: reachesOutside ? inSize.planes : 0,
    pixels: out.pixels,
    taps,
    channels,
    weights: weightsOf(draft, convolution, out.planes * taps * channels * 32, packing),
    bias: biasOf(draft, convolution),
    firsts: firsts === null ? 0 : integers(draft, firsts),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    table: table(chunk),
    chunk,
    blockBegin: 0,
    blockEnd: out.planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split: "block" } as const;
  call(draft, "f32_conv", { ...args, output: output.at, outputPlane: output.plane }, options);
  return `${groups > 1 ? "grouped " : ""}convolution ${name}`;
}

/**
 * Which input channels the 8 channels of an output block read. Where a group is not made of whole blocks, a
 * block reads every block of 8 that its groups touch, with zero weights for what is not its own.
 */
export function groupedChannels(
  inChannels: number,
  outChannels: number,
  groups: number,
): { readonly channels: number; readonly firsts: readonly number[] | null } {
  if (groups === 1) return { channels: inChannels, firsts: null };
  const blocks = Array.from({ length: Math.ceil(outChannels / 8) }, (_, block) => {
    const group = (channel: number): number =>
      Math.floor((Math.min(channel, outChannels - 1) * groups) / outChannels);
    const first = Math.floor((group(block * 8) * inChannels) / groups / 8);
    return { first, end: Math.ceil(((group(block * 8 + 7) + 1) * inChannels) / groups / 8) };
  });
  const planes = Math.max(...blocks.map(({ first, end }) => end - first));
  const inPlanes = Math.ceil(inChannels / 8);
  return { channels: planes * 8, firsts: blocks.map(({ first }) => Math.min(first, inPlanes - planes)) };
}

function reachesOutside({ padding }: ConvolutionLowering): boolean {
  return padding.top > 0 || padding.bottom > 0 || padding.left > 0 || padding.right > 0;
}
