import type { NodeId } from "../../ir/index.ts";
import type { AdaptivePoolLowering, PoolLowering, ResizeLowering } from "../../ops/index.ts";
import { at, type Draft, newNode, type Value } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { draftAdaptivePool, draftPool } from "./pool.ts";
import { draftResize } from "./resize.ts";
import { blockedValue, imageOf, inLayout, keep, outputValue } from "./values.ts";

/*
 * A volume lies in blocks as an image of D · H rows. One slice of it is an image of H rows, whose planes are as far apart as
 * the volume's; and along its depth, it is an image of D rows of H · W columns. So what works on an axis after the other
 * takes two steps that kernels for images compute: every slice for itself, then the depth.
 */

/** The largest of the largest, and the mean of means: what a window covers on each axis does not depend on the others. */
export function draftVolumePool(draft: Draft, stage: FusedStage, lowering: PoolLowering): string {
  const { depth } = lowering;
  if (depth === null) return draftPool(draft, stage, lowering);
  const plane = { ...lowering, axes: 2, depth: null } as const;
  const none = { left: 0, right: 0 };
  const along = {
    ...plane,
    kernel: [depth.kernel, 1],
    stride: [depth.stride, 1],
    padding: { ...none, top: depth.before, bottom: depth.after },
    dilation: [depth.dilation, 1],
  } as const;
  const isFlat = depth.kernel === 1 && depth.stride === 1 && depth.before === 0;
  inTwoSteps(draft, stage, depth, isFlat, (draft, step, isPlane) =>
    draftPool(draft, step, isPlane ? plane : along),
  );
  return `${lowering.mode} pool ${[depth.kernel, ...lowering.kernel].join("×")}`;
}

export function draftVolumeAdaptivePool(
  draft: Draft,
  stage: FusedStage,
  lowering: AdaptivePoolLowering,
): string {
  const { depth } = lowering;
  if (depth === null) return draftAdaptivePool(draft, stage, lowering);
  const plane = { ...lowering, axes: 2, depth: null } as const;
  inTwoSteps(draft, stage, depth, depth.from === depth.to, (draft, step) =>
    draftAdaptivePool(draft, step, plane),
  );
  return `adaptive ${lowering.mode} pool`;
}

export function draftVolumeResize(draft: Draft, stage: FusedStage, lowering: ResizeLowering): string {
  const { depth } = lowering;
  if (depth === null) return draftResize(draft, stage, lowering);
  const plane = { ...lowering, axes: 2, depth: null } as const;
  const along = { ...plane, scale: depth.scale === null ? null : ([depth.scale, 1] as const) };
  inTwoSteps(
    draft,
    stage,
    depth,
    depth.from === depth.to && lowering.mode === "bilinear",
    (draft, step, isPlane) => draftResize(draft, step, isPlane ? plane : along),
  );
  return `resize ${lowering.mode}`;
}

type DraftHalf = (draft: Draft, stage: FusedStage, isPlane: boolean) => void;

function inTwoSteps(
  draft: Draft,
  stage: FusedStage,
  { from, to }: { readonly from: number; readonly to: number },
  isFlat: boolean,
  step: DraftHalf,
): void {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "blocked");
  const output = outputValue(draft, stage, "blocked");
  const { N, C, H, W } = imageOf(output.shape);
  const height = H / to;
  const middle = isFlat ? output : blockedValue(draft, [N, C, from * height, W]);
  for (let slice = 0; slice < from; slice++) {
    const part = onImages(draft, stage, sliceOf(input, from, slice), sliceOf(middle, from, slice));
    step(draft, part, true);
  }
  if (isFlat) return;
  const columns = { ...middle, shape: [N, C, from, height * W] };
  step(draft, onImages(draft, stage, columns, { ...output, shape: [N, C, to, height * W] }), false);
}

/** One of the slices of a volume, as an image. */
export function sliceOf(volume: Value, depth: number, slice: number): Value {
  const { N, C, H, W } = imageOf(volume.shape);
  const height = H / depth;
  return { ...volume, shape: [N, C, height, W], at: at(volume.at, slice * height * W * 32) };
}

/** A stage that makes an image of an image, with nothing after it. */
export function onImages(draft: Draft, stage: FusedStage, input: Value, output: Value): FusedStage {
  const value = newNode(draft);
  draft.placed.set(value, output);
  return {
    ...stage,
    value,
    inputs: [named(draft, input)],
    shape: output.shape,
    epilogue: { affines: [], residual: null, activation: null },
  };
}

/** A value under a name of its own. */
export function named(draft: Draft, value: Value): NodeId {
  const id = newNode(draft);
  keep(draft, id, value);
  return id;
}
