import { type Dim, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { fill, oneFree, sizesWanted } from "./shared/reshaping.ts";
import { regroupedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type UnflattenAttrs = {
  /** The axis that becomes several; counts from the end where negative. */
  readonly dim: Dim;
  /** Their sizes; one of them may be −1 and takes what is left. */
  readonly sizes: readonly Dim[];
};

/** Makes several axes of one, as PyTorch's `unflatten`; the numbers keep their order. */
export const unflatten: OpDefinition<"unflatten", UnflattenAttrs> = defineOp<"unflatten", UnflattenAttrs>({
  kind: "unflatten",
  category: "shape",
  regroups: true,
  view: regroupedView,
  displayName: "Unflatten",
  summary: "Makes several axes of one; the numbers keep their order.",
  title: ({ dim, sizes }) => titleOf("Unflatten", `dim ${printed(dim)}`, sizes.map(printed).join("×")),
  rules: { dim: whole, sizes: sizesWanted },
  check: ({ sizes }) => oneFree("sizes", sizes),
  infer({ dim, sizes }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const invalid =
      shape.length === 0 ? [wrongRank(0, "at least one axis", shape)] : wrongAxis("dim", dim, shape.length);
    const axis = axisOf(dim, shape.length);
    if (axis === undefined || shape.length === 0) {
      const value = [...shape, ...sizes.slice(1)].map(() => unknownDim("the axis is unknown"));
      return { value: invalid.length > 0 ? shape : value, problems: invalid };
    }
    const filled = fill("sizes", sizes, [shape[axis] ?? 1]);
    return { value: shape.toSpliced(axis, 1, ...filled.value), problems: filled.problems };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  // Only channels or the batch are divided where the last two axes stay.
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length);
    return { kind: axis !== undefined && isBeforeImage(axis, shape) ? "pointwise" : "whole" };
  },
  reference: (attrs, inputs) => {
    const x = required(inputs[0]);
    return reshaped(x, unflatten.infer(attrs, [x.shape]).value.map(Number));
  },
  lower: () => ({ family: "reshape" }),
  examples: [
    {
      name: "tokens become an image",
      attrs: { dim: 2, sizes: [7, -1] },
      inputs: [[symbol("N"), 96, 49]],
      output: [symbol("N"), 96, 7, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "groups of channels",
      attrs: { dim: -3, sizes: [2, 4] },
      inputs: [[2, 8, 3, 5]],
      output: [2, 2, 4, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the order stays",
      attrs: { dim: 0, sizes: [2, 3] },
      inputs: [[6]],
      output: [2, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 3, 4, 5, 6] },
    },
    {
      name: "sizes that do not fit",
      attrs: { dim: 1, sizes: [2, 4] },
      inputs: [[2, 9]],
      output: [2, 2, 4],
      parameters: 0,
      macs: 0,
      problems: ["reshape-mismatch"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2, sizes: [2, 4] },
      inputs: [[2, 8]],
      output: [2, 8],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "two free sizes",
      attrs: { dim: 1, sizes: [-1, -1] },
      problem: "invalid-attribute",
      blames: "sizes",
    },
  ],
});

function isBeforeImage(axis: number, shape: Shape): boolean {
  return axis < shape.length - 2;
}
