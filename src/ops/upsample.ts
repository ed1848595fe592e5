import { type Dim, multiply, symbol, unknownDim } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import type { ResizeMode, UpsampleAttrs } from "./shared/resizing.ts";
import type { Sizes } from "./shared/spatial.ts";
import { plainUpsampling, upsampling } from "./shared/upsampling.ts";

/** Another height and width, as PyTorch's `Upsample` and `interpolate`; takes [N, C, H, W]. */
export const upsample = defineOp<"upsample", UpsampleAttrs>({
  ...upsampling(
    "upsample",
    2,
    "Gives images another height and width, by the nearest pixel or by mixing neighbours.",
  ),
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
      name: "twice as large by four neighbours",
      attrs: scaled(2, "bicubic"),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 4, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        output: [
          0.68359375, 1.015625, 1.5625, 1.89453125, 1.34765625, 1.6796875, 2.2265625, 2.55859375, 2.44140625,
          2.7734375, 3.3203125, 3.65234375, 3.10546875, 3.4375, 3.984375, 4.31640625,
        ],
      },
    },
    {
      name: "the same with the corners in place",
      attrs: scaled(2, "bicubic", true),
      inputs: [[1, 11, 3, 4]],
      output: [1, 11, 6, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "smaller by the nearest pixel of the centre",
      attrs: sized([1, 2], "nearest-exact"),
      inputs: [[1, 1, 1, 5]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5]], output: [2, 4] },
    },
    {
      name: "means of areas",
      attrs: sized([1, 2], "area"),
      inputs: [[1, 1, 2, 3]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [3, 4] },
    },
    {
      name: "smaller and smooth",
      attrs: { ...scaled(0.5, "bilinear"), antialias: true },
      inputs: [[1, 1, 2, 4]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 9, 8, 7, 6]], output: [5, 5] },
    },
    {
      name: "smaller and smooth by a curve",
      attrs: { ...sized([2, 3], "bicubic"), antialias: true },
      inputs: [[2, 11, 5, 7]],
      output: [2, 11, 2, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the sizes that came of the factor decide the step",
      attrs: { ...scaled(1, "bilinear"), scaleFactor: [1, 1.5], recomputeScaleFactor: true },
      inputs: [[1, 1, 1, 3]],
      output: [1, 1, 1, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[0, 8, 16]], output: [0, 5, 11, 16] },
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
      name: "smoothing by the nearest pixel",
      attrs: { ...scaled(2, "nearest"), antialias: true },
      problem: "invalid-attribute",
      blames: "antialias",
    },
    {
      name: "a factor made anew of a size",
      attrs: { ...sized([4, 4], "bilinear"), recomputeScaleFactor: true },
      problem: "invalid-attribute",
      blames: "recomputeScaleFactor",
    },
    {
      name: "a mode that it does not have",
      attrs: { ...scaled(2, "nearest"), mode: "cubic" as "bilinear" },
      problem: "invalid-attribute",
      blames: "mode",
    },
  ],
});

function scaled(factor: Dim, mode: ResizeMode, alignCorners = false): UpsampleAttrs {
  return plainUpsampling(mode, { scaleFactor: [factor, factor] }, { alignCorners });
}

function sized(size: Sizes, mode: ResizeMode): UpsampleAttrs {
  return plainUpsampling(mode, { size });
}
