import { symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { type MaxPoolAttrs, maxPool, plainMaxPool } from "./shared/max-pool.ts";

/** The largest number under a sliding window; takes [N, C, D, H, W] or [C, D, H, W]. */
export const maxPool3d = defineOp<"max-pool3d", MaxPoolAttrs>({
  ...maxPool("max-pool3d", "MaxPool3d", 3),
  examples: [
    {
      name: "C3D's window of 1×2×2 keeps the depth",
      attrs: { ...plainMaxPool(3, 1, 1), kernelSize: [1, 2, 2], stride: [1, 2, 2] },
      inputs: [[symbol("N"), 64, 16, 112, 112]],
      output: [symbol("N"), 64, 16, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "windows, strides and padding that differ per axis, rounded up",
      attrs: {
        ...plainMaxPool(3, 1, 1),
        kernelSize: [2, 3, 2],
        stride: [2, 2, 1],
        padding: [1, 1, 1],
        ceilMode: true,
      },
      inputs: [[1, 2, 3, 4, 3]],
      output: [1, 2, 2, 3, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [
            -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3,
            4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3,
            -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1,
          ],
        ],
        output: [
          0, 7, 7, -5, 4, 9, 9, -1, 4, 4, -1, -1, 8, 8, 9, 9, 8, 8, 8, 7, 1, 8, 8, 7, 5, 5, 0, 0, 9, 9, 4, 4,
          9, 9, 4, 4, 2, 9, 9, 8, 6, 9, 9, 8, 6, 6, 5, 1,
        ],
      },
    },
    {
      name: "dilation skips elements",
      attrs: plainMaxPool(3, 2, 1, { dilation: [2, 1, 2] }),
      inputs: [[1, 2, 3, 4, 3]],
      output: [1, 2, 1, 3, 1],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [
            -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3,
            4, -8, -1, 6, -6, 1, 8, -4, 3, -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1, 8, -4, 3,
            -9, -2, 5, -7, 0, 7, -5, 2, 9, -3, 4, -8, -1, 6, -6, 1,
          ],
        ],
        output: [9, 2, 4, 5, 7, 9],
      },
    },
    {
      name: "without a batch",
      attrs: plainMaxPool(3, 2, 2),
      inputs: [[1, 2, 2, 2]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8]],
        output: [8],
      },
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plainMaxPool(3, 2, 2, { padding: [0, 0, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});
