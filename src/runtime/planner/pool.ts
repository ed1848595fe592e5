import type { AdaptivePoolLowering, MeanLowering, PoolLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { geometry } from "./convolution/convolution.ts";
import { call, type Draft, ownScratch } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { blockedValue, convert, imageOf, inLayout, isImage, outputValue, planarValue } from "./values.ts";

export function draftPool(draft: Draft, stage: FusedStage, lowering: PoolLowering): string {
  const { kernel, padding, mode } = lowering;
  const frame = pooledPlanes(draft, stage);
  const { dilationHeight, dilationWidth, ...window } = geometry(lowering);
  if (mode === "max") {
    const row = ownScratch(draft, frame.args.inputWidth * 32);
    const own = { scratch: row.step };
    call(
      draft,
      "f32_pool_max",
      { ...frame.args, ...window, dilationHeight, dilationWidth, scratch: row.at },
      { ...frame.repeat, own },
    );
  } else {
    const divisor = {
      paddedHeight: frame.args.inputHeight + padding.bottom,
      paddedWidth: frame.args.inputWidth + padding.right,
      includePad: lowering.countIncludePad ? 1 : 0,
    };
    call(draft, "f32_pool_average", { ...frame.args, ...window, ...divisor }, frame.repeat);
  }
  return `${mode} pool ${kernel.join("×")}`;
}

export function draftAdaptivePool(draft: Draft, stage: FusedStage, { mode }: AdaptivePoolLowering): string {
  const frame = pooledPlanes(draft, stage);
  call(draft, "f32_pool_adaptive", { ...frame.args, maximum: mode === "max" ? 1 : 0 }, frame.repeat);
  return `adaptive ${mode} pool`;
}

/** The mean over height and width has a kernel; other axes are taken one by one from row-major data. */
export function draftMean(draft: Draft, stage: FusedStage, { axes }: MeanLowering): string {
  const id = stage.inputs[0] ?? 0;
  const shape = draft.values.get(id)?.blocked?.shape;
  const planes =
    shape !== undefined && isImage(shape) && axes.join() === `${shape.length - 2},${shape.length - 1}`;
  if (planes) return meanOfPlanes(draft, stage);
  let from = inLayout(draft, id, "planar");
  for (const axis of axes) {
    const rest = from.shape.map((size, index) => (index === axis ? 1 : size));
    const output = axis === axes.at(-1) ? outputValue(draft, stage, "planar") : planarValue(draft, rest);
    call(draft, "f32_mean", {
      input: from.at,
      output: output.at,
      outer: elements(from.shape.slice(0, axis)),
      size: from.shape[axis] ?? 1,
      inner: elements(from.shape.slice(axis + 1)),
    });
    from = { ...output, shape: rest };
  }
  return "mean";
}

function meanOfPlanes(draft: Draft, stage: FusedStage): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const { N, C, H, W, planes } = imageOf(input.shape);
  const keepsRank = stage.shape.length === input.shape.length;
  const means = keepsRank ? outputValue(draft, stage, "blocked") : blockedValue(draft, [N, C, 1, 1]);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    output: means.at,
    outputStep: means.plane,
    rows: H,
    columns: W,
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: input.image, output: means.image };
  call(draft, "f32_mean_planes", args, { count: N, advance, split: "plane" });
  if (!keepsRank) convert(draft, means, outputValue(draft, stage, "planar"));
  return "mean over height and width";
}

/** What all kernels that go plane by plane have in common. */
function pooledPlanes(draft: Draft, stage: FusedStage) {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, H, W, planes } = imageOf(input.shape);
  const out = imageOf(stage.shape);
  const args = {
    input: input.at,
    inputPlane: input.plane,
    inputHeight: H,
    inputWidth: W,
    output: output.at,
    outputPlane: output.plane,
    outputHeight: out.H,
    outputWidth: out.W,
    planeBegin: 0,
    planeEnd: planes,
  };
  const advance = { input: input.image, output: output.image };
  return { args, repeat: { count: N, advance, split: "plane" } as const };
}
