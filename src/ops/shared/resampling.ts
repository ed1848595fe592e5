import type { Mixture, ResizeLowering } from "../lowering.ts";
import { at } from "./reference.ts";

/** What every row and every column of the output is made of. */
export interface Mixtures {
  readonly rows: readonly Mixture[];
  readonly columns: readonly Mixture[];
}

/** The rule that `ResizeLowering` tells, for images of these shapes, [N, C, H, W]. */
export function mixturesOf(
  lowering: ResizeLowering,
  input: readonly number[],
  output: readonly number[],
): Mixtures {
  return {
    rows: mixAlong(lowering, 0, at(input, 2), at(output, 2)),
    columns: mixAlong(lowering, 1, at(input, 3), at(output, 3)),
  };
}

const { fround } = Math;

function mixAlong(lowering: ResizeLowering, axis: 0 | 1, input: number, output: number): readonly Mixture[] {
  const { scale, alignCorners } = lowering;
  const given = fround(scale === null ? input / output : 1 / scale[axis]);
  const corners = output > 1 ? fround((input - 1) / (output - 1)) : 0;
  const step = alignCorners ? corners : given;
  if (lowering.mode === "bilinear" && !lowering.antialias && input === output)
    return Array.from({ length: output }, (_, i) => [[i, 1]]);
  return Array.from({ length: output }, (_, i) => mixtureAt(lowering, i, step, input));
}

function mixtureAt(
  { mode, alignCorners, antialias }: ResizeLowering,
  i: number,
  step: number,
  input: number,
): Mixture {
  if (mode === "nearest") return [[Math.min(Math.floor(fround(i * step)), input - 1), 1]];
  if (mode === "nearest-exact") return [[Math.min(Math.floor(fround((i + 0.5) * step)), input - 1), 1]];
  if (antialias) return smoothed(mode, i, step, input);
  const place = alignCorners ? fround(i * step) : fround(fround((i + 0.5) * step) - 0.5);
  return mode === "bilinear" ? linear(place, input) : cubic(place, input);
}

/** The two neighbours of a place. */
function linear(place: number, input: number): Mixture {
  const first = Math.min(Math.floor(Math.max(place, 0)), input - 1);
  if (first === input - 1) return [[first, 1]];
  const share = Math.min(Math.max(fround(place - first), 0), 1);
  return [
    [first, fround(1 - share)],
    [first + 1, share],
  ];
}

/** The four neighbours of a place; beyond an edge stands the edge. */
function cubic(place: number, input: number): Mixture {
  const first = Math.floor(place);
  const offset = fround(place - first);
  return [-1, 0, 1, 2].map((i) => {
    const index = Math.min(Math.max(first + i, 0), input - 1);
    return [index, fround(cubicShare(Math.abs(i - offset), -0.75))];
  });
}

/** Keys' curve: how much a pixel counts at a distance, with the slope `a` at distance 1. */
function cubicShare(x: number, a: number): number {
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
}

/** All inputs under a curve that is as wide as a step, as Pillow does: with the slope −½ where it is Keys'. */
function smoothed(mode: "bilinear" | "bicubic", i: number, step: number, input: number): Mixture {
  const width = Math.max(step, 1);
  const reach = (mode === "bilinear" ? 1 : 2) * width;
  const centre = step * (i + 0.5);
  const first = Math.max(Math.trunc(centre - reach + 0.5), 0);
  const end = Math.min(Math.trunc(centre + reach + 0.5), input);
  const shares = Array.from({ length: end - first }, (_, k) => {
    const distance = Math.abs((first + k - centre + 0.5) / width);
    return mode === "bilinear" ? Math.max(1 - distance, 0) : cubicShare(distance, -0.5);
  });
  const total = shares.reduce((a, b) => a + b, 0);
  return shares.map((share, k) => [first + k, fround(share / total)]);
}
