import { type Checked, faulty, ok } from "../../base/index.ts";
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
  type Shape,
  subtract,
  type UnknownDim,
  unknownDim,
} from "../../ir/index.ts";
import type { AdaptivePoolLowering, ResizeLowering } from "../lowering.ts";
import type { Concrete, OpProblem } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import { type DimPair, type Flag, invalidAttribute } from "./attributes.ts";
import { meansOfCells } from "./mean-cells.ts";
import { element, generate, imageSizes, required } from "./reference.ts";
import { mixturesOf } from "./resampling.ts";

export type ResizeMode = "nearest" | "nearest-exact" | "bilinear" | "bicubic" | "area";

export type UpsampleAttrs = {
  /** Height and width of the output; null where factors are given. */
  readonly size: DimPair | null;
  /** Factors, which need not be whole; null where a size is given. */
  readonly scaleFactor: DimPair | null;
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
  const mixes = typeof mode !== "string" || mode === "bilinear" || mode === "bicubic";
  return [
    ...eitherSizeOrScale(attrs),
    ...(alignCorners === true && !mixes
      ? [invalidAttribute("alignCorners", "true", `left out in mode "${mode}"`)]
      : []),
    ...(antialias === true && !mixes
      ? [invalidAttribute("antialias", "true", `left out in mode "${mode}"`)]
      : []),
    ...(recomputeScaleFactor === true && size !== null && !isUnknown(size[0])
      ? [invalidAttribute("recomputeScaleFactor", "true", "left out where a size is given")]
      : []),
  ].slice(0, 1);
}

function eitherSizeOrScale({ size, scaleFactor }: UpsampleAttrs): readonly OpProblem[] {
  if (size === null && scaleFactor === null)
    return [invalidAttribute("scaleFactor", "missing", "a number above 0 where no size is given")];
  if (size === null || scaleFactor === null || isUnknown(size[0]) || isUnknown(scaleFactor[0])) return [];
  return [invalidAttribute("scaleFactor", scaleFactor[0], "left out where a size is given")];
}

/** The size given, or ⌊size · factor⌋. */
export function sizeAlong(
  { size, scaleFactor }: UpsampleAttrs,
  axis: 0 | 1,
  input: Dim,
): Checked<Dim, OpProblem> {
  if (size !== null) return ok(size[axis]);
  if (scaleFactor === null) return ok(unknownDim("neither a size nor a factor is given"));
  const output = floorDivide(multiply(input, scaleFactor[axis]), 1);
  const count = known(output);
  if (count === undefined || (Number.isSafeInteger(count) && count > 0)) return ok(output);
  if (count > 0) return ok(unknownDim("the output is too large"));
  const word = axis === 0 ? "height" : "width";
  const expected = `large enough to leave a pixel of a ${word} of ${known(input)}`;
  return faulty(
    unknownDim("the factor leaves no pixel"),
    invalidAttribute("scaleFactor", scaleFactor[axis], expected),
  );
}

/** What one output sees along an axis, and how far the outputs stand apart there: `from` inputs for `to` outputs. */
export function viewAlong(
  attrs: UpsampleAttrs,
  axis: 0 | 1,
  input: Dim,
): { readonly size: Dim; readonly from: Dim; readonly to: Dim } {
  const output = sizeAlong(attrs, axis, input).value;
  const { scaleFactor, alignCorners } = attrs;
  const stays = equal(input, output);
  const size = stays && attrs.mode === "bilinear" ? 1 : tapsOf(attrs, input, output);
  if (stays) return { size, from: 1, to: 1 };
  if (alignCorners === true) return { size, from: subtract(input, 1), to: subtract(output, 1) };
  return scaleFactor === null ? { size, from: input, to: output } : { size, from: 1, to: scaleFactor[axis] };
}

/** How many inputs along an axis an output is made of. Smoothing takes as many more as the axis becomes shorter. */
function tapsOf({ mode, antialias }: UpsampleAttrs, input: Dim, output: Dim): Dim {
  if (typeof mode !== "string") return mode;
  if (mode === "area") return isUnknown(output) ? output : ceilDivide(input, output);
  const taps = mode === "bilinear" ? 2 : mode === "bicubic" ? 4 : 1;
  if (antialias !== true || isUnknown(output)) return taps;
  return maximum(taps, ceilDivide(multiply(taps, input), output));
}

/**
 * Of t taps an axis, t rows are mixed at t columns, then the t numbers that come of it: each time t products and t − 1 sums.
 * A copy costs nothing.
 */
export function mixingCost(attrs: UpsampleAttrs, input: Shape, output: Shape): Dim {
  const { mode } = attrs;
  if (typeof mode !== "string") return mode;
  if (mode.startsWith("nearest")) return 0;
  const taps =
    attrs.antialias === true || mode === "area"
      ? tapsOf(attrs, input.at(-1) ?? 1, output.at(-1) ?? 1)
      : mode === "bilinear"
        ? 2
        : 4;
  const each =
    mode === "area" ? multiply(taps, taps) : multiply(subtract(multiply(taps, 2), 1), subtract(taps, -1));
  return multiply(each, elementCount(output));
}

export function lowerResizing(attrs: Concrete<UpsampleAttrs>): ResizeLowering | AdaptivePoolLowering {
  const { mode, alignCorners, antialias, scaleFactor, recomputeScaleFactor } = attrs;
  if (mode === "area") return { family: "adaptive-pool", mode: "average" };
  const scale = recomputeScaleFactor ? null : scaleFactor;
  return { family: "resize", mode, alignCorners, antialias, scale };
}

export function resample(
  attrs: Concrete<UpsampleAttrs>,
  inputs: readonly ReferenceTensor[],
  shape: readonly number[],
): ReferenceTensor {
  const x = required(inputs[0]);
  const lowering = lowerResizing(attrs);
  if (lowering.family === "adaptive-pool") return meansOfCells(x, shape);
  const [, C, H, W] = imageSizes(x.shape);
  const { rows, columns } = mixturesOf(lowering, x.shape, shape);
  return generate(shape, ([n = 0, c = 0, i = 0, j = 0]) => {
    const [row, column] = [rows[i] ?? [], columns[j] ?? []];
    const mixed = row.map(([y, share]) => {
      const values = column.map(([x0, part]) => part * element(x.data, ((n * C + c) * H + y) * W + x0));
      return share * values.reduce((a, b) => a + b);
    });
    return mixed.reduce((a, b) => a + b);
  });
}
