import { type Checked, faulty, greatestCommonDivisor, ok } from "../../base/index.ts";
import {
  ceilDivide,
  type Dim,
  elementCount,
  equal,
  floorDivide,
  isUnknown,
  known,
  maximum,
  multiply,
  product,
  type Shape,
  subtract,
  sum,
  type UnknownDim,
  unknownDim,
} from "../../ir/index.ts";
import type { AdaptivePoolLowering, Mixture, ResizeLowering } from "../lowering.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type Flag, invalidAttribute } from "./attributes.ts";
import { partsOf } from "./cells.ts";
import { element, generate, required } from "./reference.ts";
import { mixturesOf } from "./resampling.ts";
import { type AxisCount, axisWord, pairOf, type Sizes, sizeOf, volumeSizes } from "./spatial.ts";

export type ResizeMode =
  | "nearest"
  | "nearest-exact"
  | "linear"
  | "bilinear"
  | "bicubic"
  | "trilinear"
  | "area";

/** The modes that an image, a signal or a volume may be resized in. */
export const resizeModes: Readonly<Record<AxisCount, readonly ResizeMode[]>> = {
  1: ["nearest", "nearest-exact", "linear", "area"],
  2: ["nearest", "nearest-exact", "bilinear", "bicubic", "area"],
  3: ["nearest", "nearest-exact", "trilinear", "area"],
};

export type UpsampleAttrs = {
  /** The output's size along each axis; null where factors are given. */
  readonly size: Sizes | null;
  /** Factors, which need not be whole; null where a size is given. */
  readonly scaleFactor: Sizes | null;
  readonly mode: ResizeMode | UnknownDim;
  /** Whether the centres of the corner pixels stay in place, rather than the corners of the image. */
  readonly alignCorners: Flag;
  /** Whether an image that becomes smaller is smoothed. */
  readonly antialias: Flag;
  /** Whether the sizes that come of the factors decide where pixels lie, not the factors. */
  readonly recomputeScaleFactor: Flag;
};

/** What is impossible about the attributes together. */
export function resizingProblems(attrs: UpsampleAttrs): readonly OpProblem[] {
  const { mode, alignCorners, antialias, recomputeScaleFactor, size } = attrs;
  const mixes = typeof mode !== "string" || isLinear(mode) || mode === "bicubic";
  const smooths = typeof mode !== "string" || mode === "bilinear" || mode === "bicubic";
  return [
    ...eitherSizeOrScale(attrs),
    ...(alignCorners === true && !mixes
      ? [invalidAttribute("alignCorners", "true", `left out in mode "${mode}"`)]
      : []),
    ...(antialias === true && !smooths
      ? [invalidAttribute("antialias", "true", `left out in mode "${mode}"`)]
      : []),
    ...(recomputeScaleFactor === true && size !== null && !isOpen(size)
      ? [invalidAttribute("recomputeScaleFactor", "true", "left out where a size is given")]
      : []),
  ].slice(0, 1);
}

function eitherSizeOrScale({ size, scaleFactor }: UpsampleAttrs): readonly OpProblem[] {
  if (size === null && scaleFactor === null)
    return [invalidAttribute("scaleFactor", "missing", "a number above 0 where no size is given")];
  if (size === null || scaleFactor === null || isOpen(size) || isOpen(scaleFactor)) return [];
  return [invalidAttribute("scaleFactor", sizeOf(scaleFactor, 0), "left out where a size is given")];
}

function isOpen(sizes: Sizes): boolean {
  return isUnknown(sizeOf(sizes, 0));
}

/** Whether neighbours are mixed, two an axis. */
function isLinear(mode: ResizeMode): boolean {
  return mode === "linear" || mode === "bilinear" || mode === "trilinear";
}

/** The size given, or ⌊size · factor⌋. */
export function sizeAlong(
  { size, scaleFactor }: UpsampleAttrs,
  axis: number,
  input: Dim,
  axes: AxisCount = 2,
): Checked<Dim, OpProblem> {
  if (size !== null) return ok(sizeOf(size, axis));
  if (scaleFactor === null) return ok(unknownDim("neither a size nor a factor is given"));
  const factor = sizeOf(scaleFactor, axis);
  const output = floorDivide(multiply(input, factor), 1);
  const count = known(output);
  if (count === undefined || (Number.isSafeInteger(count) && count > 0)) return ok(output);
  if (count > 0) return ok(unknownDim("the output is too large"));
  const expected = `large enough to leave a pixel of a ${axisWord(axes, axis)} of ${known(input)}`;
  return faulty(unknownDim("the factor leaves no pixel"), invalidAttribute("scaleFactor", factor, expected));
}

/** What one output sees along an axis, and how far the outputs stand apart there: `from` inputs for `to` outputs. */
export function viewAlong(
  attrs: UpsampleAttrs,
  axis: number,
  input: Dim,
): { readonly size: Dim; readonly from: Dim; readonly to: Dim } {
  const output = sizeAlong(attrs, axis, input).value;
  const { scaleFactor, alignCorners } = attrs;
  const stays = equal(input, output);
  const { mode } = attrs;
  const copies = stays && typeof mode === "string" && isLinear(mode);
  const size = copies ? 1 : mode === "area" ? longestPart(input, output) : tapsOf(attrs, input, output);
  if (stays) return { size, from: 1, to: 1 };
  if (alignCorners === true) return { size, from: subtract(input, 1), to: subtract(output, 1) };
  return scaleFactor === null
    ? { size, from: input, to: output }
    : { size, from: 1, to: sizeOf(scaleFactor, axis) };
}

/**
 * The parts of areas overlap where they do not divide the axis. Of one that is `size / parts` long and begins at any multiple of
 * their common divisor over `parts`, the pixels at both ends count as a whole.
 */
function longestPart(input: Dim, output: Dim): Dim {
  const [size, parts] = [known(input), known(output)];
  if (size === undefined || parts === undefined)
    return isUnknown(output) ? output : ceilDivide(input, output);
  const rest = size % parts;
  const ends = rest === 0 ? 0 : rest > greatestCommonDivisor(size, parts) ? 2 : 1;
  return Math.max(1, Math.floor(size / parts) + ends);
}

/** How many inputs along an axis an output is made of. Smoothing takes as many more as the axis becomes shorter. */
function tapsOf({ mode, antialias }: UpsampleAttrs, input: Dim, output: Dim): Dim {
  if (typeof mode !== "string") return mode;
  if (mode === "area") return isUnknown(output) ? output : ceilDivide(input, output);
  const taps = isLinear(mode) ? 2 : mode === "bicubic" ? 4 : 1;
  if (antialias !== true || isUnknown(output)) return taps;
  return maximum(taps, ceilDivide(multiply(taps, input), output));
}

/**
 * Of t taps an axis, numbers are mixed along one axis after the other: t^(axes − 1) + … + t + 1 times t products and t − 1
 * sums. A copy costs nothing.
 */
export function mixingCost(attrs: UpsampleAttrs, input: Shape, output: Shape, axes: AxisCount): Dim {
  const { mode } = attrs;
  if (typeof mode !== "string") return mode;
  if (mode.startsWith("nearest")) return 0;
  const taps = tapsOf(attrs, input.at(-1) ?? 1, output.at(-1) ?? 1);
  const powers = Array.from({ length: axes }, (_, i) => product(Array.from({ length: i }, () => taps)));
  const each =
    mode === "area"
      ? product(Array.from({ length: axes }, () => taps))
      : multiply(subtract(multiply(taps, 2), 1), sum(powers));
  return multiply(each, elementCount(output));
}

export function lowerResizing(
  attrs: Concrete<UpsampleAttrs>,
  axes: AxisCount,
  [input, output]: readonly [readonly number[], readonly number[]],
): ResizeLowering | AdaptivePoolLowering {
  const { mode, alignCorners, antialias, scaleFactor, recomputeScaleFactor } = attrs;
  const depth = axes === 3 ? { from: input.at(-3) ?? 1, to: output.at(-3) ?? 1 } : null;
  if (mode === "area") return { family: "adaptive-pool", axes, mode: "average", depth };
  const given = recomputeScaleFactor ? null : scaleFactor;
  return {
    family: "resize",
    axes,
    mode: isLinear(mode) ? "bilinear" : (mode as "nearest" | "nearest-exact" | "bicubic"),
    alignCorners,
    antialias,
    scale: given === null ? null : pairOf(given, 1),
    depth: depth === null ? null : { ...depth, scale: given?.at(-3) ?? null },
  };
}

export function resample(
  attrs: Concrete<UpsampleAttrs>,
  axes: AxisCount,
  inputs: readonly ReferenceTensor[],
  shape: readonly number[],
): ReferenceTensor {
  const x = required(inputs[0]);
  const lowering = lowerResizing(attrs, axes, [x.shape, shape]);
  if (lowering.family === "adaptive-pool")
    return partsOf(x, axes, shape, (values) => values.reduce((a, b) => a + b) / values.length);
  const [from, to] = [volumeSizes(x.shape, axes), volumeSizes(shape, axes)];
  const [, C, D, H, W] = from;
  const { slices, rows, columns } = mixturesOf(lowering, from.slice(2), to.slice(2));
  const { data } = generate(to, ([n = 0, c = 0, k = 0, i = 0, j = 0]) =>
    mixed(slices[k], (z) =>
      mixed(rows[i], (y) =>
        mixed(columns[j], (x0) => element(x.data, (((n * C + c) * D + z) * H + y) * W + x0)),
      ),
    ),
  );
  return { shape, data };
}

function mixed(mixture: Mixture = [], at: (place: number) => number): number {
  return mixture.map(([place, share]) => share * at(place)).reduce((a, b) => a + b);
}
