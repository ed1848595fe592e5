import { defineSoftmax } from "./shared/softmax.ts";

/** e^x / Σ e^x along one axis; the largest x is subtracted first, so that nothing overflows. */
export const softmax = defineSoftmax({
  kind: "softmax",
  displayName: "Softmax",
  summary: "Turns the numbers along one axis into probabilities.",
  logarithm: false,
  output: (shifted, total) => Math.exp(shifted) / total,
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
