import { type Dim, elementCount, multiply } from "../ir/index.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, isSpatial, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly } from "./shared/inputs.ts";
import { generate, read, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SoftmaxAttrs = {
  /** The axis along which the outputs sum to 1; counts from the end where negative. */
  readonly dim: Dim;
};

/** e^x / Σ e^x along one axis; the largest x is subtracted first, so that nothing overflows. */
export const softmax = defineOp<"softmax", SoftmaxAttrs>({
  kind: "softmax",
  category: "activation",
  displayName: "Softmax",
  summary: "Turns the numbers along one axis into probabilities.",
  title: ({ dim }) => titleOf("Softmax", `dim ${printed(dim)}`),
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const { value, problems } = readOnly(inputs);
    return { value, problems: problems.length > 0 ? problems : wrongAxis("dim", dim, value.length) };
  },
  params: () => ({}),
  macs: () => 0,
  // One each for finding the largest, subtracting it, the exponential, summing and dividing.
  elementwise: (_attrs, _inputs, output) => multiply(5, elementCount(output)),
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length);
    return { kind: axis !== undefined && !isSpatial(axis, shape.length) ? "pointwise" : "whole" };
  },
  reference({ dim }, inputs) {
    const x = required(inputs[0]);
    if (x.shape.length === 0) return generate([], () => 1);
    const axis = certainAxis(dim, x.shape.length);
    return generate(x.shape, (index) => {
      const line = Array.from({ length: x.shape[axis] ?? 0 }, (_, i) => read(x, index.with(axis, i)));
      const largest = line.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      const total = line.reduce((sum, value) => sum + Math.exp(value - largest), 0);
      return Math.exp(read(x, index) - largest) / total;
    });
  },
  lower: ({ dim }, [shape = []]) => ({ family: "softmax", axis: certainAxis(dim, shape.length) }),
  examples: [
    {
      name: "logarithms of 1, 2 and 5 become 1/8, 2/8 and 5/8",
      attrs: { dim: -1 },
      inputs: [[1, 3]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      values: { inputs: [[0, Math.LN2, 1.6094379124341003]], output: [0.125, 0.25, 0.625] },
    },
    {
      name: "across channels, at each pixel, without overflow",
      attrs: { dim: 1 },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1000, 0, 1000, -1000]], output: [0.5, 1, 0.5, 0] },
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2 },
      inputs: [[4, 10]],
      output: [4, 10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});
