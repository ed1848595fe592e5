import { symbol } from "../ir/index.ts";
import { type AvgPoolAttrs, avgPool, plainAvgPool } from "./shared/avg-pool.ts";
import { defineOp } from "./shared/define-op.ts";

/** The mean under a sliding window; takes [N, C, L] or [C, L]. */
export const avgPool1d = defineOp<"avg-pool1d", AvgPoolAttrs>({
  ...avgPool("avg-pool1d", "AvgPool1d", 1),
  examples: [
    {
      name: "M5's window of 4 quarters the length",
      attrs: plainAvgPool(1, 4, 4),
      inputs: [[symbol("N"), 128, 3981]],
      output: [symbol("N"), 128, 995],
      parameters: 0,
      macs: 0,
    },
    {
      name: "padding never counts, and the last window hangs over the end",
      attrs: plainAvgPool(1, 3, 2, { padding: [1], ceilMode: true, countIncludePad: false }),
      inputs: [[1, 1, 7]],
      output: [1, 1, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[3, -1, 2, 7, -5, 4, -9]],
        output: [1, 2.666667, 2, -2.5],
      },
    },
    {
      name: "without a batch",
      attrs: plainAvgPool(1, 2, 2),
      inputs: [[1, 6]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[3, -1, 2, 7, -5, 4]],
        output: [1, 4.5, -0.5],
      },
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plainAvgPool(1, 2, 2, { padding: [2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});
