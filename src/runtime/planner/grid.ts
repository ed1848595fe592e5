import type { AffineGridLowering, GridSampleLowering } from "../../ops/index.ts";
import { elements } from "../elements.ts";
import { call, type Draft, ownScratch } from "./draft.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { inLayout, outputValue } from "./values.ts";

/* Grids of points, and images read at them, over row-major data. */

export function draftAffineGrid(draft: Draft, stage: FusedStage, lowering: AffineGridLowering): string {
  const matrix = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const [count = 1, ...places] = stage.shape.slice(0, -1);
  const { depth, height, width, axes } = sizesOf(places);
  const alignCorners = Number(lowering.alignCorners);
  const args = { matrix: matrix.at, output: output.at, depth, height, width, axes, alignCorners };
  const advance = { matrix: axes * (axes + 1) * 4, output: elements(places) * axes * 4 };
  call(draft, "f32_affine_grid", args, { count, advance });
  return "affine grid";
}

/** The numbers by which src/kernel/grid.ts knows them. */
const modes = { bilinear: 0, nearest: 1, bicubic: 2 } as const;
const paddings = { zeros: 0, border: 1, reflection: 2 } as const;

/**
 * Up to 4 taps along each of 3 axes, and the up to 16 of a point that they make together: an index and a share
 * each.
 */
const bytesOfTaps = (3 * 4 + 16) * 8;

export function draftGridSample(draft: Draft, stage: FusedStage, lowering: GridSampleLowering): string {
  const input = inLayout(draft, stage.inputs[0] ?? 0, "planar");
  const grid = inLayout(draft, stage.inputs[1] ?? 0, "planar");
  const output = outputValue(draft, stage, "planar");
  const [count = 1, channels = 1, ...sizes] = input.shape;
  const points = elements(stage.shape.slice(2));
  const taps = ownScratch(draft, bytesOfTaps);
  const { axes, ...places } = sizesOf(sizes);
  const args = {
    ...{ input: input.at, grid: grid.at, output: output.at, channels, ...places, points, axes },
    ...{ mode: modes[lowering.mode], padding: paddings[lowering.padding] },
    alignCorners: Number(lowering.alignCorners),
    ...{ taps: taps.at, pointBegin: 0, pointEnd: points },
  };
  const advance = {
    input: channels * elements(sizes) * 4,
    grid: points * axes * 4,
    output: channels * points * 4,
  };
  call(draft, "f32_grid_sample", args, { count, advance, split: "point", own: { taps: taps.step } });
  return `grid sample ${lowering.mode}`;
}

/** An image is a volume of one slice. */
function sizesOf(places: readonly number[]) {
  const [width = 1, height = 1, depth = 1] = [...places].reverse();
  return { depth, height, width, axes: places.length };
}
