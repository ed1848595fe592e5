import type { ColumnsWindow, DepthWindow, FoldLowering, Pair, UnfoldLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft, type Value } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

export function draftUnfold(draft: Draft, stage: FusedStage, lowering: UnfoldLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const { H, W } = imageOf(input.shape);
  draftColumns(draft, "f32_unfold", { input, output, ...windowOn(lowering, [H, W]) });
  return "unfold";
}

export function draftFold(draft: Draft, stage: FusedStage, lowering: FoldLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  draftColumns(draft, "f32_fold", { input, output, ...windowOn(lowering, lowering.size) });
  return "fold";
}

/** A window over a volume, or over an image. */
export interface VolumeWindow extends ColumnsWindow {
  /** From the volume's slices to the window's places along them; null for an image. */
  readonly depth: DepthWindow | null;
  /** Height and width of the volume. */
  readonly size: Pair;
  /** How often the window stands along them. */
  readonly places: Pair;
}

/** `f32_unfold` takes columns of a volume, `f32_fold` adds them up to one. */
export function draftColumns(
  draft: Draft,
  kernel: "f32_unfold" | "f32_fold",
  { input, output, ...window }: VolumeWindow & { readonly input: Value; readonly output: Value },
): void {
  const volume = kernel === "f32_unfold" ? input : output;
  const depth = window.depth ?? oneSlice;
  const channels = elements(volume.shape) / (depth.from * window.size[0] * window.size[1]);
  const args = {
    ...{ input: input.at, output: output.at },
    ...{ depth: depth.from, height: window.size[0], width: window.size[1] },
    ...{ kernelDepth: depth.kernel, kernelHeight: window.kernel[0], kernelWidth: window.kernel[1] },
    ...{ strideZ: depth.stride, strideY: window.stride[0], strideX: window.stride[1] },
    ...{ front: depth.before, top: window.padding[0], left: window.padding[1] },
    ...{ dilationZ: depth.dilation, dilationY: window.dilation[0], dilationX: window.dilation[1] },
    ...{ outputDepth: depth.to, outputHeight: window.places[0], outputWidth: window.places[1] },
    ...{ channelBegin: 0, channelEnd: channels },
  };
  call(draft, kernel, args, { split: "channel" });
}

/** An image as a volume. */
const oneSlice: DepthWindow = { from: 1, to: 1, kernel: 1, stride: 1, before: 0, after: 0, dilation: 1 };

/** The window and its places on an image. */
function windowOn({ kernel, stride, padding, dilation }: ColumnsWindow, size: Pair): VolumeWindow {
  const along = (axis: 0 | 1): number =>
    Math.floor((size[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  return { kernel, stride, padding, dilation, depth: null, size, places: [along(0), along(1)] };
}
