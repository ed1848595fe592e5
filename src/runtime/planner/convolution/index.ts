import type { ConvolutionLowering } from "../../../ops/index.ts";
import type { Draft } from "../draft.ts";
import type { FusedStage } from "../fusion/fused-program.ts";
import { anyLayout, imageOf } from "../values.ts";
import { depthwise } from "./depthwise.ts";
import { groupedExactly, mixesGroups } from "./grouped-exactly.ts";
import { planar } from "./planar.ts";
import { strassen, strassenFor } from "./strassen.ts";
import { tiles } from "./tiles.ts";
import { winograd, winogradFor } from "./winograd.ts";
import { winogradPlanar, winogradPlanarPays } from "./winograd-planar.ts";

/**
 * The first algorithm that the sizes allow and its cost model wants; the tile kernel serves the rest. `tapOrder`: see
 * `ConvolutionContent`.
 */
export function draftConvolution(
  draft: Draft,
  stage: FusedStage,
  lowering: ConvolutionLowering,
  tapOrder: readonly number[] | null = null,
): string {
  const input = anyLayout(draft, stage.inputs[0] ?? 0);
  const folds = stage.epilogue.affines;
  const convolution = { ...lowering, stage, inShape: input.shape, folds, tapOrder, slice: null };
  const channels = imageOf(input.shape).C;
  if (lowering.groups > 1 && lowering.groups === channels && channels === imageOf(stage.shape).C) {
    return depthwise(draft, convolution);
  }
  if (lowering.groups === 1 && channels < 8 && input.layout === "planar") {
    return winogradPlanarPays(draft, convolution)
      ? winogradPlanar(draft, convolution, input)
      : planar(draft, convolution, input);
  }
  if (draft.exact && mixesGroups(convolution)) return groupedExactly(draft, convolution);
  const variant = winogradFor(draft, convolution);
  if (variant !== null) return winograd(draft, convolution, variant);
  const levels = strassenFor(draft, convolution);
  return levels === null ? tiles(draft, convolution) : strassen(draft, convolution, levels);
}
