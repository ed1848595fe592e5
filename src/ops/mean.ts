import { type Dim, elementCount, symbol } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { type Flag, flag, list, whole } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { inferReduced, lowerAxes, windowOf } from "./shared/reduced-axes.ts";
import { generate, indexAt, offsetOf, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type MeanAttrs = {
  /** The axes that are averaged away; they count from the end where negative. None stands for all. */
  readonly dims: readonly Dim[];
  /** Whether averaged axes stay with size 1. */
  readonly keepdim: Flag;
};

/** The mean over some axes, as PyTorch's `mean`. */
export const mean: OpDefinition<"mean", MeanAttrs> = defineOp<"mean", MeanAttrs>({
  kind: "mean",
  category: "pooling",
  displayName: "mean",
  summary: "Takes the mean over some axes, or over all.",
  title: ({ dims }) => (dims.length === 0 ? "mean" : titleOf("mean", `dims ${dims.map(printed).join(", ")}`)),
  rules: { dims: list(whole), keepdim: flag },
  infer: ({ dims, keepdim }, inputs) => inferReduced(dims, keepdim, inputs),
  params: () => ({}),
  macs: () => 0,
  // Each output costs its additions and a division: together as many as the input has elements.
  elementwise: (_attrs, [input = []]) => elementCount(input),
  window: ({ dims }, [shape = []]) => windowOf(dims, shape.length),
  reference(attrs, inputs) {
    const x = required(inputs[0]);
    const axes = lowerAxes(attrs.dims, x.shape.length);
    const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const sums = new Float64Array(kept.reduce((a, b) => a * b, 1));
    x.data.forEach((value, offset) => {
      const place = offsetOf(
        kept,
        indexAt(x.shape, offset).map((i, axis) => (axes.includes(axis) ? 0 : i)),
      );
      sums[place] = (sums[place] ?? 0) + value;
    });
    const shape = mean.infer(attrs, [x.shape]).value.map(Number);
    return generate(shape, (_index, offset) => ((sums[offset] ?? 0) * sums.length) / x.data.length);
  },
  lower: ({ dims }, [shape = []]) =>
    shape.length === 0 ? { family: "identity" } : { family: "mean", axes: lowerAxes(dims, shape.length) },
  examples: [
    {
      name: "global average pooling",
      attrs: { dims: [2, 3], keepdim: false },
      inputs: [[symbol("N"), 512, 7, 7]],
      output: [symbol("N"), 512],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows, their axis kept",
      attrs: { dims: [-1], keepdim: true },
      inputs: [[2, 3]],
      output: [2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 6, -1, 0, 4]], output: [3, 1] },
    },
    {
      name: "columns",
      attrs: { dims: [0], keepdim: false },
      inputs: [[2, 3]],
      output: [3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 6, -1, 0, 4]], output: [0, 1, 5] },
    },
    {
      name: "everything",
      attrs: { dims: [], keepdim: false },
      inputs: [[2, 3]],
      output: [],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 6, -1, 0, 4]], output: [2] },
    },
    {
      name: "an axis that the input does not have",
      attrs: { dims: [2, 3], keepdim: false },
      inputs: [[1, 512]],
      output: [1, 512],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
    {
      name: "an axis named twice",
      attrs: { dims: [1, -1], keepdim: false },
      inputs: [[4, 5]],
      output: [4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
  ],
});
