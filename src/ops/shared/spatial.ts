import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Dim, type Shape, unknownDim } from "../../ir/index.ts";
import type { Pair } from "../lowering.ts";
import type { OpProblem } from "../op.ts";
import { readOnly, wrongPlaces } from "./inputs.ts";

/* What families over signals, images and volumes share: the axes behind the channels are their places. */

/** One axis of places (a signal), two (an image) or three (a volume). */
export type AxisCount = 1 | 2 | 3;

/** A number for each axis of places, outermost first. */
export type Sizes = readonly Dim[];

/** A signal, an image or a volume; without a batch, `batch` is empty. */
export interface Spatial {
  readonly batch: Shape;
  readonly channels: Dim;
  readonly sizes: Sizes;
}

/** What a problem says that it wants. */
export const layoutWords: Readonly<Record<AxisCount, string>> = {
  1: "[N, C, L] or [C, L]",
  2: "[N, C, H, W] or [C, H, W]",
  3: "[N, C, D, H, W] or [C, D, H, W]",
};

/** What people call the axes of places. */
export const axisWords: Readonly<Record<AxisCount, string>> = {
  1: "length",
  2: "height and width",
  3: "depth, height and width",
};

/** One axis in a word. */
export function axisWord(axes: AxisCount, axis: number): "depth" | "height" | "width" | "length" {
  if (axes === 1) return "length";
  return (["depth", "height", "width"] as const)[axis + 3 - axes] ?? "width";
}

/** The only input as a signal, an image or a volume; anything else gives unknown sizes and says why. */
export function readSpatial(
  inputs: readonly Shape[],
  axes: AxisCount,
  expected = layoutWords[axes],
): Checked<Spatial, OpProblem> {
  const { value: shape, problems } = readOnly(inputs);
  if (problems.length > 0) return { value: unknownSpatial(axes), problems };
  const channel = shape.length - axes - 1;
  const channels = shape[channel];
  if (channels === undefined || channel > 1)
    return faulty(unknownSpatial(axes), wrongPlaces(axes, expected, shape));
  return ok({ batch: shape.slice(0, channel), channels, sizes: shape.slice(channel + 1) });
}

function unknownSpatial(axes: AxisCount): Spatial {
  const size = unknownDim(
    `the input is not ${axes === 1 ? "a signal" : axes === 2 ? "an image" : "a volume"}`,
  );
  return { batch: [size], channels: size, sizes: each(axes, () => size) };
}

/** A value for each axis of places. */
export function each<T>(axes: AxisCount, of: (axis: number) => T): readonly T[] {
  return Array.from({ length: axes }, (_, axis) => of(axis));
}

/** The same value for each axis of places. */
export function same<T>(axes: AxisCount, value: T): readonly T[] {
  return each(axes, () => value);
}

/** One of the sizes. */
export function sizeOf(sizes: Sizes, axis: number): Dim {
  return sizes[axis] ?? unknownDim("there is no such axis");
}

/** Height and width of the places; a signal is one row. */
export function pairOf(sizes: readonly number[], row: number): Pair {
  const [width = row, height = row] = [...sizes].reverse();
  return [height, width];
}

/** Depth, height and width of the places: an image has one slice, a signal one row besides. */
export function tripleOf(sizes: readonly number[], fill: number): readonly [number, number, number] {
  const [width = fill, height = fill, depth = fill] = [...sizes].reverse();
  return [depth, height, width];
}

/** [N, C, D, H, W] of a signal, an image or a volume. */
export function volumeSizes(
  shape: readonly number[],
  axes: AxisCount,
): readonly [number, number, number, number, number] {
  const channel = shape.length - axes - 1;
  return [shape[channel - 1] ?? 1, shape[channel] ?? 1, ...tripleOf(shape.slice(channel + 1), 1)];
}
