import { type Dim, known, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { list, orNull, whole } from "./shared/attributes.ts";
import { axisOf, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { regroupedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SqueezeAttrs = {
  /** The axes to leave out where their size is 1; they count from the end where negative. Null for every such axis. */
  readonly dims: readonly Dim[] | null;
};

/** Leaves out axes of size 1, as PyTorch's `squeeze`. A size that has no number is not taken for 1. */
export const squeeze: OpDefinition<"squeeze", SqueezeAttrs> = defineOp<"squeeze", SqueezeAttrs>({
  kind: "squeeze",
  category: "shape",
  regroups: true,
  view: regroupedView,
  displayName: "squeeze",
  summary: "Leaves out axes of size 1.",
  title: ({ dims }) =>
    dims === null ? "squeeze" : titleOf("squeeze", `dim ${dims.map(printed).join(", ")}`),
  rules: { dims: orNull(list(whole)) },
  infer({ dims }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [invalid] = (dims ?? []).flatMap((dim) => wrongAxis("dims", dim, shape.length));
    if (invalid !== undefined) return { value: shape, problems: [invalid] };
    if (dims?.some((dim) => known(dim) === undefined)) {
      return { value: shape.map(() => unknownDim("the axes are unknown")), problems };
    }
    return { value: without(shape, dims), problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  // An image stays one if height and width do; anything else is no image any more.
  window({ dims }, [shape = []]) {
    const left = without(shape, dims);
    const stays = left.length > 2 && left.at(-1) === shape.at(-1) && left.at(-2) === shape.at(-2);
    return { kind: left.length === shape.length || stays ? "pointwise" : "whole" };
  },
  reference: (attrs, inputs) => {
    const x = required(inputs[0]);
    return reshaped(x, without(x.shape, attrs.dims).map(Number));
  },
  lower: () => ({ family: "reshape" }),
  examples: [
    {
      name: "every axis of size 1",
      attrs: { dims: null },
      inputs: [[2, 1, 3, 1]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 3, 4, 5, 6] },
    },
    {
      name: "a pooled image becomes a row",
      attrs: { dims: [-1, 2] },
      inputs: [[symbol("N"), 512, 1, 1]],
      output: [symbol("N"), 512],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis of another size stays",
      attrs: { dims: [1] },
      inputs: [[1, 5, 4, 3]],
      output: [1, 5, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an image without its batch",
      attrs: { dims: [0] },
      inputs: [[1, 11, 4, 3]],
      output: [11, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis that the input does not have",
      attrs: { dims: [2] },
      inputs: [[1, 5]],
      output: [1, 5],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});

/** The shape without those of its axes whose size is 1. */
function without(shape: Shape, dims: readonly Dim[] | null): Shape {
  const axes = dims === null ? shape.map((_, axis) => axis) : dims.map((dim) => axisOf(dim, shape.length));
  return shape.filter((size, axis) => size !== 1 || !axes.includes(axis));
}
