import type { GridSampleLowering, Mixture } from "../lowering.ts";
import { cubicShare } from "./resampling.ts";

/*
 * Coordinates of a grid run from −1 to 1 along each axis of an image: from edge to edge or, with `alignCorners`,
 * between the centres of the outermost pixels. Where a point lies is calculated in single precision, as in
 * PyTorch.
 */

const { fround } = Math;

/** The coordinate of the centre of pixel `i`. */
export function coordinateOf(i: number, size: number, alignCorners: boolean): number {
  const span = alignCorners ? Math.max(size - 1, 1) : size;
  return (2 * i - size + 1) / span;
}

/** What is read for one point: a mixture along each axis, outermost first. A point names the last axis first. */
export function mixturesAt(
  lowering: GridSampleLowering,
  point: readonly number[],
  sizes: readonly number[],
): readonly Mixture[] {
  return sizes.map((size, axis) => mixtureAt(lowering, point[sizes.length - 1 - axis] ?? 0, size));
}

/** Pixels outside the image are left out. */
function mixtureAt(lowering: GridSampleLowering, coordinate: number, size: number): Mixture {
  const { mode, alignCorners } = lowering;
  const more = fround(coordinate + 1);
  const place = alignCorners ? fround((more / 2) * (size - 1)) : fround(fround(more * size) - 1) / 2;
  const isThere = ([index]: Mixture[number]): boolean => index >= 0 && index < size;
  if (mode === "bicubic") {
    const first = Math.floor(place);
    const offset = fround(place - first);
    const taps = [-1, 0, 1, 2].map(
      (i) => [inside(lowering, first + i, size), cubicShare(Math.abs(i - offset), -0.75)] as const,
    );
    return taps.filter(isThere);
  }
  const moved = inside(lowering, place, size);
  if (mode === "nearest") return ([[nearestEven(moved), 1]] as const).filter(isThere);
  const first = Math.floor(moved);
  const share = fround(moved - first);
  return (
    [
      [first, fround(1 - share)],
      [first + 1, share],
    ] as const
  ).filter(isThere);
}

/** The place that is read for one outside the image. */
function inside({ padding, alignCorners }: GridSampleLowering, place: number, size: number): number {
  if (padding === "zeros") return place;
  const moved = padding === "border" ? place : mirrored(place, size, alignCorners);
  return moved > 0 ? Math.min(moved, size - 1) : 0;
}

/** The mirrors are at the centres of the outermost pixels, or at their edges. */
function mirrored(place: number, size: number, alignCorners: boolean): number {
  const edge = alignCorners ? 0 : -0.5;
  const span = alignCorners ? size - 1 : size;
  if (span === 0) return 0;
  const distance = fround(Math.abs(place - edge));
  const turns = Math.floor(fround(distance / span));
  const rest = fround(distance - turns * span);
  return fround((turns % 2 === 0 ? rest : span - rest) + edge);
}

/** The nearest whole number; of two that are equally near, the even one. */
function nearestEven(x: number): number {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
