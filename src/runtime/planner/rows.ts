import type { LocalResponseNormLowering, SoftmaxLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { anyLayout, imageOf, inLayout, isImage, keep, outputValue } from "./values.ts";

/* What works on row-major data. */

export function draftSoftmax(draft: Draft, stage: FusedStage, { axis, logarithm }: SoftmaxLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  call(draft, "f32_softmax", {
    input: input.at,
    output: output.at,
    outer: elements(stage.shape.slice(0, axis)),
    size: stage.shape[axis] ?? 1,
    inner: elements(stage.shape.slice(axis + 1)),
    logarithm: Number(logarithm),
  });
  return logarithm ? "logarithm of the softmax" : "softmax";
}

export function draftLocalResponseNorm(
  draft: Draft,
  stage: FusedStage,
  lowering: LocalResponseNormLowering,
): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  // The channels are the second axis here, whatever follows: an image without a batch is a batch of rows.
  const [N = 1, C = 1] = stage.shape;
  const pixels = elements(stage.shape.slice(2));
  const { size, alpha, beta, k } = lowering;
  const args = { input: input.at, output: output.at, channels: C, pixels, size, alpha, beta, k };
  const advance = { input: C * pixels * 4, output: C * pixels * 4 };
  call(draft, "f32_local_response_norm", args, { count: N, advance });
  return "local response norm";
}

/** The same numbers under another shape: no copy where they are row-major already, or the same channels in blocks. */
export function draftReshape(draft: Draft, stage: FusedStage): string {
  const known = anyLayout(draft, stage.inputs[0] ?? 0);
  if (known.layout === "blocked" && hasSameBlocks(known.shape, stage.shape)) {
    keep(draft, stage.value, { ...known, shape: stage.shape });
    return "reshape";
  }
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  keep(draft, stage.value, { ...input, shape: stage.shape });
  return "reshape";
}

function hasSameBlocks(from: readonly number[], to: readonly number[]): boolean {
  const [a, b] = [imageOf(from), imageOf(to)];
  return isImage(from) && isImage(to) && a.N === b.N && a.C === b.C && a.pixels === b.pixels;
}
