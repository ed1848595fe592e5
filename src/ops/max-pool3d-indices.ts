import { defineOp } from "./shared/define-op.ts";
import { plainMaxPool } from "./shared/max-pool.ts";
import { maxPoolIndices } from "./shared/max-pool-indices.ts";

/** The places of the numbers that `MaxPool3d` keeps; takes [N, C, D, H, W] or [C, D, H, W]. */
export const maxPool3dIndices = defineOp({
  ...maxPoolIndices("max-pool3d-indices", 3),
  examples: [
    {
      name: "counted over slices and rows",
      attrs: plainMaxPool(3, 2, 1),
      inputs: [[1, 1, 2, 2, 3]],
      output: [1, 1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 9, 8, 0, 1, 2]], output: [7, 7] },
    },
    {
      name: "padding on all sides of a batch of volumes",
      attrs: plainMaxPool(3, 3, 2, { padding: [1, 1, 1] }),
      inputs: [[2, 3, 4, 5, 6]],
      output: [2, 3, 2, 3, 3],
      parameters: 0,
      macs: 0,
    },
  ],
});
