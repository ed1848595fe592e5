import { symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { type MaxPoolAttrs, maxPool, plainMaxPool } from "./shared/max-pool.ts";

/** The largest number under a sliding window; takes [N, C, L] or [C, L]. */
export const maxPool1d = defineOp<"max-pool1d", MaxPoolAttrs>({
  ...maxPool("max-pool1d", "MaxPool1d", 1),
  examples: [
    {
      name: "M5's window of 4 quarters the length",
      attrs: plainMaxPool(1, 4, 4),
      inputs: [[symbol("N"), 128, 3981]],
      output: [symbol("N"), 128, 995],
      parameters: 0,
      macs: 0,
    },
    {
      name: "padding never counts, and the last window hangs over the end",
      attrs: plainMaxPool(1, 3, 2, { padding: [1], ceilMode: true }),
      inputs: [[1, 1, 7]],
      output: [1, 1, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[3, -1, 2, 7, -5, 4, -9]],
        output: [3, 7, 7, 4],
      },
    },
    {
      name: "without a batch",
      attrs: plainMaxPool(1, 2, 2),
      inputs: [[1, 6]],
      output: [1, 3],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[3, -1, 2, 7, -5, 4]],
        output: [3, 7, 4],
      },
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plainMaxPool(1, 2, 2, { padding: [2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});
