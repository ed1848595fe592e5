import type {
  CumulativeSumLowering,
  GatherLowering,
  PoolPlacesLowering,
  UnpoolLowering,
} from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft, integers } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { imageOf, inLayout, outputValue } from "./values.ts";

/* Indices (of max pools, unpools and gathers) and running sums, over row-major data. */

export function draftPoolPlaces(draft: Draft, stage: FusedStage, lowering: PoolPlacesLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const { kernel, stride, padding, dilation, depth } = lowering;
  const [from, to] = [imageOf(input.shape), imageOf(stage.shape)];
  const [slices, outputDepth] = [depth?.from ?? 1, depth?.to ?? 1];
  const args = {
    ...{ input: input.at, output: output.at },
    ...{ depth: slices, height: from.H / slices, width: from.W },
    ...{ outputDepth, outputHeight: to.H / outputDepth, outputWidth: to.W },
    ...{ kernelDepth: depth?.kernel ?? 1, kernelHeight: kernel[0], kernelWidth: kernel[1] },
    ...{ strideZ: depth?.stride ?? 1, strideY: stride[0], strideX: stride[1] },
    ...{ front: depth?.before ?? 0, top: padding.top, left: padding.left },
    ...{ dilationZ: depth?.dilation ?? 1, dilationY: dilation[0], dilationX: dilation[1] },
    ...{ planeBegin: 0, planeEnd: from.N * from.C },
  };
  call(draft, "f32_pool_places", args, { split: "plane" });
  return "places of a max pool";
}

export function draftUnpool(draft: Draft, stage: FusedStage, { from, to }: UnpoolLowering): string {
  const args = {
    input: inLayout(draft, stage.inputs[0] ?? 0, "planar").at,
    places: inLayout(draft, stage.inputs[1] ?? 0, "planar").at,
    output: outputValue(draft, stage, "planar").at,
    ...{ inputPixels: from, outputPixels: to },
    ...{ planeBegin: 0, planeEnd: elements(stage.shape) / to },
  };
  call(draft, "f32_unpool", args, { split: "plane" });
  return "unpool";
}

export function draftCumulativeSum(draft: Draft, stage: FusedStage, { axis }: CumulativeSumLowering): string {
  const args = {
    input: inLayout(draft, stage.inputs[0] ?? 0, "planar").at,
    output: outputValue(draft, stage, "planar").at,
    size: stage.shape[axis] ?? 1,
    inner: elements(stage.shape.slice(axis + 1)),
    ...{ outerBegin: 0, outerEnd: elements(stage.shape.slice(0, axis)) },
  };
  call(draft, "f32_cumulative_sum", args, { split: "outer" });
  return "cumulative sum";
}

export function draftGather(draft: Draft, stage: FusedStage, { axis }: GatherLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const [before, behind] = [input.shape.slice(0, axis), input.shape.slice(axis + 1)];
  const step = elements(behind) * 4;
  const size = input.shape[axis] ?? 1;
  const rows = offsets(before, stage.shape.slice(0, axis), size * step);
  const columns = offsets(behind, stage.shape.slice(axis + 1), 4);
  const args = {
    input: input.at,
    index: inLayout(draft, stage.inputs[1] ?? 0, "planar").at,
    output: outputValue(draft, stage, "planar").at,
    ...{ rows: integers(draft, rows), columns: integers(draft, columns) },
    ...{ size, step, places: stage.shape[axis] ?? 1, innerPlaces: columns.length },
    ...{ rowBegin: 0, rowEnd: rows.length },
  };
  call(draft, "f32_gather", args, { split: "row" });
  return "gather";
}

/** The byte offsets of the first `counts` places along the axes of a row-major tensor of `sizes`. */
function offsets(sizes: readonly number[], counts: readonly number[], bytes: number): readonly number[] {
  return sizes.reduce<readonly number[]>(
    (found, _, axis) => {
      const step = elements(sizes.slice(axis + 1)) * bytes;
      return found.flatMap((offset) =>
        Array.from({ length: counts[axis] ?? 1 }, (_, place) => offset + place * step),
      );
    },
    [0],
  );
}
