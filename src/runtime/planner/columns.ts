import type { ColumnsWindow, FoldLowering, UnfoldLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

export function draftUnfold(draft: Draft, stage: FusedStage, lowering: UnfoldLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const { H, W } = imageOf(input.shape);
  const channels = { channelBegin: 0, channelEnd: elements(input.shape) / (H * W) };
  const args = { input: input.at, output: output.at, ...windowOn(lowering, H, W), ...channels };
  call(draft, "f32_unfold", args, { split: "channel" });
  return "unfold";
}

export function draftFold(draft: Draft, stage: FusedStage, lowering: FoldLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const [H, W] = lowering.size;
  const channels = { channelBegin: 0, channelEnd: elements(stage.shape) / (H * W) };
  const args = { input: input.at, output: output.at, ...windowOn(lowering, H, W), ...channels };
  call(draft, "f32_fold", args, { split: "channel" });
  return "fold";
}

/** The window and its places on an image, as both kernels take them. */
function windowOn({ kernel, stride, padding, dilation }: ColumnsWindow, height: number, width: number) {
  const places = (axis: 0 | 1, size: number): number =>
    Math.floor((size + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  return {
    ...{ height, width },
    ...{ kernelHeight: kernel[0], kernelWidth: kernel[1] },
    ...{ strideY: stride[0], strideX: stride[1] },
    ...{ top: padding[0], left: padding[1] },
    ...{ dilationY: dilation[0], dilationX: dilation[1] },
    ...{ outputHeight: places(0, height), outputWidth: places(1, width) },
  };
}
