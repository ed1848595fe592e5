import { symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { plainMaxPool } from "./shared/max-pool.ts";
import { maxPoolIndices } from "./shared/max-pool-indices.ts";

/** The places of the numbers that `MaxPool2d` keeps; takes [N, C, H, W] or [C, H, W]. */
export const maxPool2dIndices = defineOp({
  ...maxPoolIndices("max-pool2d-indices", 2),
  examples: [
    {
      name: "SegNet's 2×2 at stride 2",
      attrs: plainMaxPool(2, 2, 2),
      inputs: [[symbol("N"), 64, 224, 224]],
      output: [symbol("N"), 64, 112, 112],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the first of equals, counted over the rows",
      attrs: plainMaxPool(2, 2, 1),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, -5, 2, 0, 3, 9, 3, -2, -3]], output: [4, 5, 4, 5] },
    },
    {
      name: "padding is never chosen, and the last window hangs over the end",
      attrs: plainMaxPool(2, 3, 2, { padding: [1, 1], ceilMode: true }),
      inputs: [[2, 11, 6, 5]],
      output: [2, 11, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "dilation skips elements, without a batch",
      attrs: plainMaxPool(2, 2, 1, { dilation: [2, 1] }),
      inputs: [[1, 3, 2]],
      output: [1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 30, 40, 5, 4]], output: [4] },
    },
  ],
});
