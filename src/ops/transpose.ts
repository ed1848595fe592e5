import { type Dim, type Shape, unknownDim } from "../ir/index.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { permuted } from "./shared/permutation.ts";
import { required } from "./shared/reference.ts";
import { permutedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type TransposeAttrs = {
  /** The two axes that change places; they count from the end where negative. */
  readonly dim0: Dim;
  readonly dim1: Dim;
};

/** Two axes change places, as PyTorch's `transpose`. */
export const transpose = defineOp<"transpose", TransposeAttrs>({
  kind: "transpose",
  category: "shape",
  view: permutedView(({ dim0, dim1 }, source) => orderOf(dim0, dim1, source)),
  displayName: "transpose",
  summary: "Lets two axes change places.",
  title: ({ dim0, dim1 }) => titleOf("transpose", `dims ${printed(dim0)} and ${printed(dim1)}`),
  rules: { dim0: whole, dim1: whole },
  infer({ dim0, dim1 }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = [...wrongAxis("dim0", dim0, shape.length), ...wrongAxis("dim1", dim1, shape.length)];
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    const order = orderOf(dim0, dim1, shape);
    if (order === undefined) return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
    return { value: order.map((axis) => shape[axis] ?? 1), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ dim0, dim1 }, [shape = []]) {
    const order = orderOf(dim0, dim1, shape);
    return order === undefined ? { kind: "whole" } : { kind: "permuted", order };
  },
  reference({ dim0, dim1 }, inputs) {
    const x = required(inputs[0]);
    return permuted(
      x,
      swapped(x.shape, certainAxis(dim0, x.shape.length), certainAxis(dim1, x.shape.length)),
    );
  },
  lower({ dim0, dim1 }, [shape = []]) {
    const [left, right] = [certainAxis(dim0, shape.length), certainAxis(dim1, shape.length)];
    return { family: "permute", sizes: shape, order: swapped(shape, left, right) };
  },
  examples: [
    {
      name: "rows become columns",
      attrs: { dim0: 0, dim1: 1 },
      inputs: [[2, 3]],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 4, 2, 5, 3, 6] },
    },
    {
      name: "tokens and features",
      attrs: { dim0: 1, dim1: -1 },
      inputs: [[2, 5, 7]],
      output: [2, 7, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "height and width",
      attrs: { dim0: 2, dim1: 3 },
      inputs: [[1, 9, 4, 6]],
      output: [1, 9, 6, 4],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis with itself",
      attrs: { dim0: 1, dim1: 1 },
      inputs: [[2, 3, 4, 5]],
      output: [2, 3, 4, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim0: 0, dim1: 2 },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});

function orderOf(dim0: Dim, dim1: Dim, shape: Shape): readonly number[] | undefined {
  const [left, right] = [axisOf(dim0, shape.length), axisOf(dim1, shape.length)];
  return left === undefined || right === undefined ? undefined : swapped(shape, left, right);
}

function swapped(shape: Shape, left: number, right: number): readonly number[] {
  return shape.map((_, axis) => (axis === left ? right : axis === right ? left : axis));
}
