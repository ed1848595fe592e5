import { type Dim, known, symbol, unknownDim } from "../ir/index.ts";
import { invalidAttribute, list, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { permuted } from "./shared/permutation.ts";
import { required } from "./shared/reference.ts";
import { permutedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type PermuteAttrs = {
  /** The input's axes in the order in which the output has them; they count from the end where negative. */
  readonly dims: readonly Dim[];
};

/** The axes in another order, as PyTorch's `permute`. */
export const permute = defineOp<"permute", PermuteAttrs>({
  kind: "permute",
  category: "shape",
  view: permutedView(({ dims }, source) => dims.map((dim) => axisOf(dim, source.length) ?? -1)),
  displayName: "permute",
  summary: "Puts the axes into another order.",
  title: ({ dims }) => titleOf("permute", dims.map(printed).join(", ")),
  rules: { dims: list(whole) },
  infer({ dims }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = dims.flatMap((dim) => wrongAxis("dims", dim, shape.length));
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    if (dims.some((dim) => known(dim) === undefined)) {
      return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
    }
    const axes = dims.map((dim) => axisOf(dim, shape.length));
    const value = axes.map((axis) =>
      axis === undefined ? unknownDim("the axes are unknown") : (shape[axis] ?? 1),
    );
    const certain = axes.filter((axis) => axis !== undefined);
    const once = new Set(certain).size === certain.length && dims.length === shape.length;
    if (once) return { value, problems };
    const written = `[${dims.map(printed).join(", ")}]`;
    const expected = `a list with each of the input's ${shape.length} axes once`;
    return { value: shape, problems: [invalidAttribute("dims", written, expected)] };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ dims }, [shape = []]) {
    const order = dims.map((dim) => axisOf(dim, shape.length)).filter((axis) => axis !== undefined);
    return order.length === shape.length ? { kind: "permuted", order } : { kind: "whole" };
  },
  reference({ dims }, inputs) {
    const x = required(inputs[0]);
    return permuted(
      x,
      dims.map((dim) => certainAxis(dim, x.shape.length)),
    );
  },
  lower: ({ dims }, [shape = []]) => ({
    family: "permute",
    sizes: shape,
    order: dims.map((dim) => certainAxis(dim, shape.length)),
  }),
  examples: [
    {
      name: "channels last",
      attrs: { dims: [0, 2, 3, 1] },
      inputs: [[symbol("N"), 96, 56, 56]],
      output: [symbol("N"), 56, 56, 96],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels last, and an odd number of them",
      attrs: { dims: [0, 2, 3, 1] },
      inputs: [[2, 11, 3, 5]],
      output: [2, 3, 5, 11],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels first again",
      attrs: { dims: [0, 3, 1, 2] },
      inputs: [[2, 3, 5, 11]],
      output: [2, 11, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a matrix transposed",
      attrs: { dims: [-1, 0] },
      inputs: [[2, 3]],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 4, 2, 5, 3, 6] },
    },
    {
      name: "all five axes",
      attrs: { dims: [4, 2, 0, 3, 1] },
      inputs: [[2, 3, 4, 5, 6]],
      output: [6, 4, 2, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "too few axes",
      attrs: { dims: [1, 0] },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis twice",
      attrs: { dims: [0, 1, -2] },
      inputs: [[2, 3, 4]],
      output: [2, 3, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dims: [0, 2] },
      inputs: [[2, 3]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});
