import { type Dim, known, type Shape, symbol, unknownDim } from "../ir/index.ts";
import type { OpDefinition } from "./op.ts";
import { invalidAttribute, whole } from "./shared/attributes.ts";
import { axisOf } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { required, reshaped } from "./shared/reference.ts";
import { regroupedView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type UnsqueezeAttrs = {
  /** Where the new axis stands in the result; counts from its end where negative. */
  readonly dim: Dim;
};

/** A new axis of size 1, as PyTorch's `unsqueeze`. */
export const unsqueeze: OpDefinition<"unsqueeze", UnsqueezeAttrs> = defineOp<"unsqueeze", UnsqueezeAttrs>({
  kind: "unsqueeze",
  category: "shape",
  regroups: true,
  view: regroupedView,
  displayName: "unsqueeze",
  summary: "Puts in an axis of size 1.",
  title: ({ dim }) => titleOf("unsqueeze", `dim ${printed(dim)}`),
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    const rank = shape.length + 1;
    if (problems.length > 0) return { value: shape, problems };
    if (known(dim) === undefined) {
      return { value: Array.from({ length: rank }, () => unknownDim("the axis is unknown")), problems };
    }
    const axis = axisOf(dim, rank);
    if (axis !== undefined) return { value: shape.toSpliced(axis, 0, 1), problems };
    return {
      value: shape.toSpliced(0, 0, 1),
      problems: [invalidAttribute("dim", dim, `an axis from ${-rank} to ${rank - 1}`)],
    };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  // A new axis before height and width leaves them what they are.
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length + 1);
    return { kind: axis !== undefined && isBeforeImage(axis, shape) ? "pointwise" : "whole" };
  },
  reference: (attrs, inputs) => {
    const x = required(inputs[0]);
    return reshaped(x, unsqueeze.infer(attrs, [x.shape]).value.map(Number));
  },
  lower: () => ({ family: "reshape" }),
  examples: [
    {
      name: "a batch of one",
      attrs: { dim: 0 },
      inputs: [[11, 4, 3]],
      output: [1, 11, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an image of a row",
      attrs: { dim: -1 },
      inputs: [[symbol("N"), 512]],
      output: [symbol("N"), 512, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "an axis in between",
      attrs: { dim: 1 },
      inputs: [[2, 3]],
      output: [2, 1, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 2, 3, 4, 5, 6] },
    },
    {
      name: "a number becomes a list of one",
      attrs: { dim: 0 },
      inputs: [[]],
      output: [1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a place that the result does not have",
      attrs: { dim: 3 },
      inputs: [[2, 3]],
      output: [1, 2, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
  ],
});

function isBeforeImage(axis: number, shape: Shape): boolean {
  return shape.length > 2 && axis <= shape.length - 2;
}
