import type { Mixture, ResizeLowering } from "../lowering.ts";

/** What every slice, row and column of the output is made of; an image has one slice, a signal one row besides. */
export interface Mixtures {
  readonly slices: readonly Mixture[];
  readonly rows: readonly Mixture[];
  readonly columns: readonly Mixture[];
}

/** The rule that `ResizeLowering` tells, for these sizes: height and width, and the depth before them where there is one. */
export function mixturesOf(
  lowering: ResizeLowering,
  input: readonly number[],
  output: readonly number[],
): Mixtures {
  const { scale, depth } = lowering;
  const along = (fromEnd: number, factor: number | null | undefined): readonly Mixture[] =>
    mixAlong(lowering, factor ?? null, input.at(-fromEnd) ?? 1, output.at(-fromEnd) ?? 1);
  return {
    slices: depth === null ? asItIs(1) : along(3, depth.scale),
    rows: lowering.axes === 1 ? asItIs(1) : along(2, scale?.[0]),
    columns: along(1, scale?.[1]),
  };
}

const { fround } = Math;

function asItIs(size: number): readonly Mixture[] {
  return Array.from({ length: size }, (_, i) => [[i, 1]]);
}

function mixAlong(
  lowering: ResizeLowering,
  scale: number | null,
  input: number,
  output: number,
): readonly Mixture[] {
  const { alignCorners } = lowering;
  const given = fround(scale === null ? input / output : 1 / scale);
  const corners = output > 1 ? fround((input - 1) / (output - 1)) : 0;
  const step = alignCorners ? corners : given;
  if (lowering.mode === "bilinear" && !lowering.antialias && input === output) return asItIs(output);
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
export function cubicShare(x: number, a: number): number {
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
