import { defineOp } from "./shared/define-op.ts";
import { maxUnpool } from "./shared/max-unpool.ts";

/**
 * Puts the numbers that `MaxPool3d` kept back where they were; takes [N, C, D, H, W] or [C, D, H, W], and the
 * indices.
 */
export const maxUnpool3d = defineOp({
  ...maxUnpool("max-unpool3d", "MaxUnpool3d", 3),
  examples: [
    {
      name: "places count over slices, rows and columns",
      attrs: { kernelSize: [2, 1, 1], stride: [2, 1, 1], padding: [0, 0, 0], outputSize: null },
      inputs: [
        [1, 1, 1, 2, 2],
        [1, 1, 1, 2, 2],
      ],
      output: [1, 1, 2, 2, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [5, 6, 7, 8],
          [0, 5, 6, 3],
        ],
        output: [5, 0, 0, 8, 0, 6, 7, 0],
      },
    },
    {
      name: "a batch of volumes",
      attrs: { kernelSize: [2, 2, 2], stride: [2, 2, 2], padding: [0, 0, 0], outputSize: null },
      inputs: [
        [2, 3, 2, 1, 3],
        [2, 3, 2, 1, 3],
      ],
      output: [2, 3, 4, 2, 6],
      parameters: 0,
      macs: 0,
    },
  ],
});
