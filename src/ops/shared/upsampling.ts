import { faulty } from "../../base/index.ts";
import { type Shape, unknownDim } from "../../ir/index.ts";
import type { Window } from "../op.ts";
import { above0, flag, oneOf, orNull, positive, sizes } from "./attributes.ts";
import type { OpSource } from "./define-op.ts";
import { wrongRank } from "./inputs.ts";
import {
  lowerResizing,
  mixingCost,
  type ResizeMode,
  resample,
  resizeModes,
  resizingProblems,
  sizeAlong,
  type UpsampleAttrs,
  viewAlong,
} from "./resizing.ts";
import { type AxisCount, layoutWords, readSpatial, type Sizes, same } from "./spatial.ts";
import { byCross, titleOf, unless } from "./words.ts";

/**
 * Another size by the nearest place, by mixing neighbours or by means of areas, as PyTorch's `Upsample` and `interpolate` on
 * a CPU, of batches only. Down as well as up, then without smoothing before unless `antialias` is set.
 */
export function upsampling<K extends string>(
  kind: K,
  axes: AxisCount,
  summary: string,
): Omit<OpSource<K, UpsampleAttrs>, "examples"> {
  const infer = (attrs: UpsampleAttrs, inputs: readonly Shape[]) => {
    const batches = layoutWords[axes].split(" or ")[0] ?? "";
    const { value: x, problems } = readSpatial(inputs, axes, batches);
    const [first = []] = inputs;
    if (problems.length === 0 && x.batch.length === 0) {
      const unknown = unknownDim("the input has no batch");
      const value = [unknown, x.channels, ...same(axes, unknown)];
      return faulty(value, wrongRank(0, batches, first));
    }
    const outputs = x.sizes.map((size, axis) => sizeAlong(attrs, axis, size, axes));
    return {
      value: [...x.batch, x.channels, ...outputs.map(({ value }) => value)],
      problems: [...problems, ...outputs.flatMap((size) => size.problems).slice(0, 1)],
    };
  };
  return {
    kind,
    category: "shape",
    displayName: "Upsample",
    summary,
    title: ({ size, scaleFactor, mode, alignCorners, antialias }) =>
      titleOf(
        "Upsample",
        size === null ? "" : `→ ${byCross(size)}`,
        scaleFactor === null ? "" : unless(0, "scale", scaleFactor),
        typeof mode === "string" ? mode : "",
        alignCorners === true ? "align corners" : "",
        antialias === true ? "antialias" : "",
      ),
    rules: {
      size: orNull(sizes(axes, positive)),
      scaleFactor: orNull(sizes(axes, above0)),
      mode: oneOf(...resizeModes[axes]),
      alignCorners: flag,
      antialias: flag,
      recomputeScaleFactor: flag,
    },
    check: resizingProblems,
    infer,
    params: () => ({}),
    macs: () => 0,
    elementwise: (attrs, [input = []], output) => mixingCost(attrs, input, output, axes),
    window(attrs, inputs): Window {
      const { sizes: input } = readSpatial(inputs, axes).value;
      const views = input.map((size, axis) => viewAlong(attrs, axis, size));
      return {
        kind: "resampling",
        size: views.map(({ size }) => size),
        from: views.map(({ from }) => from),
        to: views.map(({ to }) => to),
      };
    },
    reference(attrs, inputs) {
      const shapes = inputs.map((input) => input.shape);
      return resample(attrs, axes, inputs, infer(attrs, shapes).value.map(Number));
    },
    lower: (attrs, [shape = []]) =>
      lowerResizing(attrs, axes, [shape, infer(attrs, [shape]).value.map(Number)]),
  };
}

/** Attributes with PyTorch's defaults, for examples. */
export function plainUpsampling(
  mode: ResizeMode,
  to: { readonly size: Sizes } | { readonly scaleFactor: Sizes },
  options: Partial<UpsampleAttrs> = {},
): UpsampleAttrs {
  const flags = { alignCorners: false, antialias: false, recomputeScaleFactor: false };
  return { size: null, scaleFactor: null, mode, ...flags, ...to, ...options };
}
