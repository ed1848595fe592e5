import { defineOp } from "./shared/define-op.ts";
import { plainMaxPool } from "./shared/max-pool.ts";
import { maxPoolIndices } from "./shared/max-pool-indices.ts";

/** The places of the numbers that `MaxPool1d` keeps; takes [N, C, L] or [C, L]. */
export const maxPool1dIndices = defineOp({
  ...maxPoolIndices("max-pool1d-indices", 1),
  examples: [
    {
      name: "padding never counts, and the last window hangs over the end",
      attrs: plainMaxPool(1, 3, 2, { padding: [1], ceilMode: true }),
      inputs: [[1, 1, 7]],
      output: [1, 1, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3, -1, 2, 7, -5, 4, -9]], output: [0, 3, 3, 5] },
    },
  ],
});
