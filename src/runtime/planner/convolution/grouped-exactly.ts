import { call, type Draft, integers } from "../draft.ts";
import { epilogueOf } from "../epilogue.ts";
import { imageOf, inLayout, outputValue } from "../values.ts";
import {
  biasOf,
  type Convolution,
  geometry,
  outputSize,
  residualArguments,
  type Weighted,
  weightsOf,
} from "./convolution.ts";

/** Whether the tile kernel would multiply some group's channels by another one's zeros. */
export function mixesGroups({
  groups,
  inShape,
  stage,
}: Pick<Convolution, "groups" | "inShape" | "stage">): boolean {
  const perGroup = [imageOf(inShape).C / groups, imageOf(stage.shape).C / groups];
  return groups > 1 && perGroup.some((channels) => channels % 8 > 0);
}

/** Grouping without foreign zeros: zero times infinity is not zero. */
export function groupedExactly(draft: Draft, convolution: Convolution): string {
  gatherLanes(draft, "f32_conv_grouped", convolution, geometry(convolution));
  return `grouped convolution ${convolution.kernel.join("×")}, exact`;
}

/** What the exact kernels of ordinary and transposed convolutions have in common: all but what the window means. */
export function gatherLanes(
  draft: Draft,
  kernel: "f32_conv_grouped" | "f32_conv_transposed_grouped",
  convolution: Weighted,
  window: ReturnType<typeof geometry>,
): void {
  const { stage, groups } = convolution;
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { C, H, W } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const channels = C / groups;
  const depth = channels * window.kernelHeight * window.kernelWidth;
  const residual = residualArguments(draft, stage);
  const args = {
    input: input.at,
    lanes: integers(draft, laneOffsets(out.C, out.planes, groups, channels, input.plane)),
    inputHeight: H,
    inputWidth: W,
    channels,
    ...outputSize(stage),
    ...window,
    weights: weightsOf(draft, convolution, out.planes * depth * 32, { kind: "patches" }),
    bias: biasOf(draft, convolution),
    ...residual.args,
    ...epilogueOf(stage.epilogue.activation),
    blockBegin: 0,
    blockEnd: out.planes,
  };
  const output = outputValue(draft, stage, "blocked");
  const advance = { input: input.image, output: output.image, residual: residual.image };
  const options = { count: out.N, advance, split: "block" } as const;
  call(draft, kernel, { ...args, output: output.at, outputPlane: output.plane }, options);
}

/** For each output block, each channel of a group, each of 8 lanes: where that channel begins. */
function laneOffsets(
  outChannels: number,
  outPlanes: number,
  groups: number,
  channels: number,
  plane: number,
): readonly number[] {
  return Array.from({ length: outPlanes * channels * 8 }, (_, index) => {
    const output = Math.min(Math.floor(index / (channels * 8)) * 8 + (index % 8), outChannels - 1);
    const group = Math.floor((output * groups) / outChannels);
    const channel = group * channels + (Math.floor(index / 8) % channels);
    return (channel >> 3) * plane + (channel & 7) * 4;
  });
}
