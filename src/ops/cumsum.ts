import { type Dim, elementCount, symbol } from "../ir/index.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, mixedAlong, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type CumsumAttrs = {
  /** The axis along which to add up; counts from the end where negative. */
  readonly dim: Dim;
};

/** The running sum along an axis. */
export const cumsum = defineOp<"cumsum", CumsumAttrs>({
  kind: "cumsum",
  category: "pooling",
  displayName: "cumsum",
  summary: "Adds up the numbers along one axis, up to each of its places.",
  title: ({ dim }) => titleOf("cumsum", `dim ${printed(dim)}`),
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const { value, problems } = readOnly(inputs);
    return { value, problems: problems.length > 0 ? problems : wrongAxis("dim", dim, value.length) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: (_attrs, _inputs, output) => elementCount(output),
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length);
    return mixedAlong(axis, true);
  },
  reference({ dim }, inputs) {
    const { shape, data } = required(inputs[0]);
    const step = shape.slice(certainAxis(dim, shape.length) + 1).reduce((a, b) => a * b, 1);
    const size = shape[certainAxis(dim, shape.length)] ?? 1;
    const sums = Float64Array.from(data);
    sums.forEach((value, offset) => {
      const isFirst = Math.floor(offset / step) % size === 0;
      if (!isFirst) sums[offset] = value + (sums[offset - step] ?? 0);
    });
    return { shape, data: Float32Array.from(sums) };
  },
  lower: ({ dim }, [shape = []]) => ({ family: "cumulative-sum", axis: certainAxis(dim, shape.length) }),
  examples: [
    {
      name: "along rows",
      attrs: { dim: -1 },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, -1, 5, 0.5]], output: [1, 3, 6, -1, 4, 4.5] },
    },
    {
      name: "along columns",
      attrs: { dim: 0 },
      inputs: [[3, 2]],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 4, 6, 9, 12] },
    },
    {
      name: "the channels of images",
      attrs: { dim: 1 },
      inputs: [[2, 11, 3, 5]],
      output: [2, 11, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "of any height, down the columns",
      attrs: { dim: -2 },
      inputs: [[symbol("N"), 3, symbol("H"), 7]],
      output: [symbol("N"), 3, symbol("H"), 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a single number",
      attrs: { dim: 0 },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3]], output: [3] },
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2 },
      inputs: [[2, 5]],
      output: [2, 5],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});
