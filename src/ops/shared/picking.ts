import type { PickLowering } from "../lowering.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { at, generate, indexAt, offsetOf, read } from "./reference.ts";

/** For each place along an axis of the result, the input's that it is taken from; −1 where it is none. */
export type Places = readonly number[];

/** Whole numbers from `start` on, `count` of them, `step` apart. */
export function range(start: number, count: number, step = 1): Places {
  return Array.from({ length: count }, (_, i) => start + i * step);
}

/** A lowering by which the axes in the table are picked from, and all others stay. */
export function pickAlong(
  shape: readonly number[],
  along: ReadonlyMap<number, Places>,
  fill = 0,
): PickLowering {
  return { family: "pick", sizes: shape, places: shape.map((_, axis) => along.get(axis) ?? null), fill };
}

/** The numbers that a lowering picks, under the shape given. */
export function picked(
  x: ReferenceTensor,
  { sizes, places, fill }: PickLowering,
  shape: readonly number[],
): ReferenceTensor {
  const from: ReferenceTensor = { shape: sizes, data: x.data };
  const picks = places.map((axis, i) => axis?.length ?? at(sizes, i));
  return generate(shape, (index) => {
    const place = indexAt(picks, offsetOf(shape, index)).map((i, axis) => places[axis]?.[i] ?? i);
    return place.includes(-1) ? fill : read(from, place);
  });
}
