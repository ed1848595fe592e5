import { type Checked, faulty, ok } from "../base/index.ts";
import {
  type Dim,
  elementCount,
  equal,
  floorDivide,
  isUnknown,
  known,
  multiply,
  subtract,
  symbol,
  type UnknownDim,
  unknownDim,
} from "../ir/index.ts";
import type { ResizeLowering } from "./lowering.ts";
import type { Concrete, OpProblem, Window } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import {
  above0,
  type DimPair,
  type Flag,
  flag,
  invalidAttribute,
  oneOf,
  orNull,
  pair,
  positive,
} from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readImage, wrongRank } from "./shared/inputs.ts";
import { element, generate, imageSizes, required } from "./shared/reference.ts";
import { mixturesOf } from "./shared/resampling.ts";
import { byCross, titleOf, unless } from "./shared/words.ts";

export type UpsampleAttrs = {
  /** Height and width of the output; null where factors are given. */
  readonly size: DimPair | null;
  /** Factors, which need not be whole; null where a size is given. */
  readonly scaleFactor: DimPair | null;
  readonly mode: "nearest" | "bilinear" | UnknownDim;
  /** Whether the centres of the corner pixels stay in place, rather than the corners of the image. */
  readonly alignCorners: Flag;
};

/**
 * Another height and width by the nearest pixel or by mixing neighbours, as PyTorch's `Upsample` and `interpolate` on a
 * CPU; takes [N, C, H, W]. Down as well as up, then without smoothing before.
 */
export const upsample = defineOp<"upsample", UpsampleAttrs>({
  kind: "upsample",
  category: "shape",
  displayName: "Upsample",
  summary: "Gives images another height and width, by the nearest pixel or by mixing neighbours.",
  title: ({ size, scaleFactor, mode, alignCorners }) =>
    titleOf(
      "Upsample",
      size === null ? "" : `→ ${byCross(size)}`,
      scaleFactor === null ? "" : unless(0, "scale", scaleFactor),
      typeof mode === "string" ? mode : "",
      alignCorners === true ? "align corners" : "",
    ),
  rules: {
    size: orNull(pair(positive)),
    scaleFactor: orNull(pair(above0)),
    mode: oneOf("nearest", "bilinear"),
    alignCorners: flag,
  },
  check: (attrs) => [...eitherSizeOrScale(attrs), ...cornersOfNearest(attrs)],
  infer(attrs, inputs) {
    const { value: image, problems } = readImage(inputs);
    const [first = []] = inputs;
    if (problems.length === 0 && image.batch.length === 0) {
      const unknown = unknownDim("the input has no batch");
      const value = [unknown, image.channels, unknown, unknown];
      return faulty(value, wrongRank(0, "[N, C, H, W]", first));
    }
    const sizes = ([0, 1] as const).map((axis) =>
      sizeAlong(attrs, axis, axis === 0 ? image.height : image.width),
    );
    return {
      value: [...image.batch, image.channels, ...sizes.map(({ value }) => value)],
      problems: [...problems, ...sizes.flatMap((size) => size.problems).slice(0, 1)],
    };
  },
  params: () => ({}),
  macs: () => 0,
  // Two rows are mixed at two columns, then those two: each time two products and a sum. A copy costs nothing.
  elementwise: ({ mode }, _inputs, output) =>
    typeof mode === "string" ? multiply(mode === "nearest" ? 0 : 9, elementCount(output)) : mode,
  window(attrs, inputs): Window {
    const { height, width } = readImage(inputs).value;
    const rows = viewAlong(attrs, 0, height);
    const columns = viewAlong(attrs, 1, width);
    return {
      kind: "resampling",
      size: [rows.size, columns.size],
      from: [rows.from, columns.from],
      to: [rows.to, columns.to],
    };
  },
  reference: resample,
  lower: lowerResizing,
  examples: [
    {
      name: "twice as large by the nearest pixel",
      attrs: scaled(2, "nearest"),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
      },
    },
    {
      name: "twice as large between neighbours: PyTorch's own example",
      attrs: scaled(2, "bilinear"),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4],
      },
    },
    {
      name: "and with the corners in place, PyTorch's too",
      attrs: scaled(2, "bilinear", true),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [
          1, 1.333333, 1.666667, 2, 1.666667, 2, 2.333333, 2.666667, 2.333333, 2.666667, 3, 3.333333, 3,
          3.333333, 3.666667, 4,
        ],
      },
    },
    {
      name: "half a factor drops the fraction of a pixel and still steps by it",
      attrs: { ...scaled(1, "nearest"), scaleFactor: [1, 1.5] },
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3]], output: [1, 1, 2, 3] },
    },
    {
      name: "the factor given decides the step, not the sizes that came of it",
      attrs: { ...scaled(1, "bilinear"), scaleFactor: [1, 1.5] },
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 4],
      parameters: 0,
      macs: 0,
      // (i + 1/2) / 1.5 − 1/2 = −1/6, 1/2, 7/6, 11/6
      values: { inputs: [[0, 6, 12]], output: [0, 3, 7, 11] },
    },
    {
      name: "a size given decides both",
      attrs: sized([1, 4], "bilinear"),
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 4],
      parameters: 0,
      macs: 0,
      // (i + 1/2) · 3/4 − 1/2 = −1/8, 5/8, 11/8, 17/8
      values: { inputs: [[0, 8, 16]], output: [0, 5, 11, 16] },
    },
    {
      name: "smaller, each image and channel apart",
      attrs: sized([1, 2], "nearest"),
      inputs: [[2, 1, 1, 5]],
      output: [2, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], output: [1, 3, 6, 8] },
    },
    {
      name: "to one pixel with the corners in place: the first corner",
      attrs: { ...sized([1, 1], "bilinear"), alignCorners: true },
      inputs: [[1, 1, 2, 3]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[7, 2, 3, 4, 5, 6]], output: [7] },
    },
    {
      name: "a decoder's doubling",
      attrs: scaled(2, "bilinear"),
      inputs: [[1, 128, 28, 28]],
      output: [1, 128, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a place between two pixels, but for how it is rounded",
      attrs: scaled(0.6, "nearest"),
      inputs: [[1, 1, 5, 25]],
      output: [1, 1, 3, 15],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a factor that only just comes to a whole number, beside one that does not",
      attrs: { ...scaled(1, "bilinear"), scaleFactor: [2.1, 0.9] },
      inputs: [[1, 1, 10, 9]],
      output: [1, 1, 21, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a size that stays though the factor is none",
      attrs: { ...scaled(1, "nearest"), scaleFactor: [1, 1.1] },
      inputs: [[1, 1, 2, 4]],
      output: [1, 1, 2, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8]], output: [1, 1, 2, 3, 5, 5, 6, 7] },
    },
    {
      name: "a symbolic size stays a formula",
      attrs: { ...scaled(1, "nearest"), scaleFactor: [2, 1.5] },
      inputs: [[symbol("N"), 8, symbol("H"), 5]],
      output: [symbol("N"), 8, multiply(symbol("H"), 2), 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a factor that leaves no pixel",
      attrs: scaled(0.25, "nearest"),
      inputs: [[1, 8, 8, 3]],
      output: [1, 8, 2, unknownDim("the factor leaves no pixel")],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an image without a batch is a signal to PyTorch",
      attrs: scaled(2, "nearest"),
      inputs: [[8, 4, 4]],
      output: [
        unknownDim("the input has no batch"),
        8,
        unknownDim("the input has no batch"),
        unknownDim("the input has no batch"),
      ],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "a factor of 0",
      attrs: scaled(0, "nearest"),
      problem: "invalid-attribute",
      blames: "scaleFactor",
    },
    {
      name: "neither a size nor a factor",
      attrs: { ...scaled(2, "nearest"), scaleFactor: null },
      problem: "invalid-attribute",
      blames: "scaleFactor",
    },
    {
      name: "a size and a factor",
      attrs: { ...scaled(2, "nearest"), size: [4, 4] },
      problem: "invalid-attribute",
      blames: "scaleFactor",
    },
    {
      name: "corners of the nearest pixel",
      attrs: scaled(2, "nearest", true),
      problem: "invalid-attribute",
      blames: "alignCorners",
    },
    {
      name: "a mode that it does not have",
      attrs: { ...scaled(2, "nearest"), mode: "bicubic" as "bilinear" },
      problem: "invalid-attribute",
      blames: "mode",
    },
  ],
});

function scaled(factor: Dim, mode: "nearest" | "bilinear", alignCorners = false): UpsampleAttrs {
  return { size: null, scaleFactor: [factor, factor], mode, alignCorners };
}

function sized(size: DimPair, mode: "nearest" | "bilinear"): UpsampleAttrs {
  return { size, scaleFactor: null, mode, alignCorners: false };
}

function eitherSizeOrScale({ size, scaleFactor }: UpsampleAttrs): readonly OpProblem[] {
  if (size === null && scaleFactor === null)
    return [invalidAttribute("scaleFactor", "missing", "a number above 0 where no size is given")];
  if (size === null || scaleFactor === null || isUnknown(size[0]) || isUnknown(scaleFactor[0])) return [];
  return [invalidAttribute("scaleFactor", scaleFactor[0], "left out where a size is given")];
}

function cornersOfNearest({ mode, alignCorners }: UpsampleAttrs): readonly OpProblem[] {
  if (mode !== "nearest" || alignCorners !== true) return [];
  return [invalidAttribute("alignCorners", "true", 'left out in mode "nearest"')];
}

/** The size given, or ⌊size · factor⌋. */
function sizeAlong({ size, scaleFactor }: UpsampleAttrs, axis: 0 | 1, input: Dim): Checked<Dim, OpProblem> {
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
function viewAlong(
  attrs: UpsampleAttrs,
  axis: 0 | 1,
  input: Dim,
): { readonly size: Dim; readonly from: Dim; readonly to: Dim } {
  const output = sizeAlong(attrs, axis, input).value;
  const { mode, scaleFactor, alignCorners } = attrs;
  const stays = equal(input, output);
  const size = typeof mode !== "string" ? mode : mode === "nearest" || stays ? 1 : 2;
  if (stays) return { size, from: 1, to: 1 };
  if (alignCorners === true) return { size, from: subtract(input, 1), to: subtract(output, 1) };
  return scaleFactor === null ? { size, from: input, to: output } : { size, from: 1, to: scaleFactor[axis] };
}

function lowerResizing({ mode, alignCorners, scaleFactor }: Concrete<UpsampleAttrs>): ResizeLowering {
  return { family: "resize", mode, alignCorners, scale: scaleFactor };
}

function resample(attrs: Concrete<UpsampleAttrs>, inputs: readonly ReferenceTensor[]): ReferenceTensor {
  const x = required(inputs[0]);
  const shape = upsample.infer(attrs, [x.shape]).value.map(Number);
  const [, C, H, W] = imageSizes(x.shape);
  const { rows, columns } = mixturesOf(lowerResizing(attrs), x.shape, shape);
  return generate(shape, ([n = 0, c = 0, i = 0, j = 0]) => {
    const [row, column] = [rows[i] ?? [], columns[j] ?? []];
    const mixed = row.map(([y, share]) => {
      const values = column.map(([x0, part]) => part * element(x.data, ((n * C + c) * H + y) * W + x0));
      return share * values.reduce((a, b) => a + b);
    });
    return mixed.reduce((a, b) => a + b);
  });
}
