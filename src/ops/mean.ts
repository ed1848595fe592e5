import { type Dim, elementCount, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition, OpProblem } from "./op.ts";
import { type Flag, flag, invalidAttribute, list, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, isSpatial, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
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
  infer({ dims, keepdim }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = dims.flatMap((dim) => wrongAxis("dims", dim, shape.length));
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    const axes = axesOf(dims, shape.length);
    if (axes === undefined) return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
    return { value: reduced(shape, axes, keepdim), problems: repeated(axes) };
  },
  params: () => ({}),
  macs: () => 0,
  // Each output costs its additions and a division: together as many as the input has elements.
  elementwise: (_attrs, [input = []]) => elementCount(input),
  window({ dims }, [shape = []]) {
    const axes = axesOf(dims, shape.length);
    const local = axes?.every((axis) => !isSpatial(axis, shape.length)) ?? false;
    return { kind: local ? "pointwise" : "whole" };
  },
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
  lower: ({ dims }, [shape = []]) => ({ family: "mean", axes: lowerAxes(dims, shape.length) }),
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

/** The axes from the front, all of them for none; undefined where one is unknown. */
function axesOf(dims: readonly Dim[], rank: number): readonly number[] | undefined {
  if (dims.length === 0) return Array.from({ length: rank }, (_, axis) => axis);
  const axes = dims.map((dim) => axisOf(dim, rank)).filter((axis) => axis !== undefined);
  return axes.length === dims.length ? axes : undefined;
}

function reduced(shape: Shape, axes: readonly number[], keepdim: Flag): Shape {
  if (keepdim === true) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !axes.includes(axis));
}

function repeated(axes: readonly number[]): readonly OpProblem[] {
  const again = axes.find((axis, index) => axes.indexOf(axis) !== index);
  return again === undefined ? [] : [invalidAttribute("dims", again, "each axis once")];
}

function lowerAxes(dims: readonly number[], rank: number): readonly number[] {
  const axes = axesOf(dims, rank)?.map((axis) => certainAxis(axis, rank)) ?? [];
  return [...new Set(axes)].sort((a, b) => a - b);
}
