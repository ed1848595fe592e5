import { defineSoftmax } from "./shared/softmax.ts";

/** x − ln Σ e^x along one axis; the largest x is subtracted first, so that nothing overflows. */
export const logSoftmax = defineSoftmax({
  kind: "log-softmax",
  displayName: "LogSoftmax",
  summary: "Turns the numbers along one axis into logarithms of probabilities.",
  logarithm: true,
  output: (shifted, total) => shifted - Math.log(total),
  examples: [
    {
      name: "logarithms of 1, 2 and 5 become those of 1/8, 2/8 and 5/8",
      attrs: { dim: -1 },
      inputs: [[1, 3]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[0, Math.LN2, 1.6094379124341003]],
        output: [-2.0794415416798357, -1.3862943611198906, -0.4700036292457356],
      },
    },
    {
      name: "across channels, at each pixel, where the probability itself would be 0",
      attrs: { dim: 1 },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1000, 0, 1000, -1000]], output: [-Math.LN2, 0, -Math.LN2, -1000] },
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
