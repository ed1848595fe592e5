import { symbol } from "../ir/index.ts";
import { type AvgPoolAttrs, avgPool, plainAvgPool } from "./shared/avg-pool.ts";
import { defineOp } from "./shared/define-op.ts";

/** The mean under a sliding window; takes [N, C, D, H, W] or [C, D, H, W]. */
export const avgPool3d = defineOp<"avg-pool3d", AvgPoolAttrs>({
  ...avgPool("avg-pool3d", "AvgPool3d", 3),
  examples: [
    {
      name: "C3D's window of 1×2×2 keeps the depth",
      attrs: { ...plainAvgPool(3, 1, 1), kernelSize: [1, 2, 2], stride: [1, 2, 2] },
      inputs: [[symbol("N"), 64, 16, 112, 112]],
      output: [symbol("N"), 64, 16, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "windows, strides and padding that differ per axis, rounded up",
      attrs: {
        ...plainAvgPool(3, 1, 1),
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
          -0.166667, 0.833333, 0, -1, 0.5, 1.166667, -0.083333, -0.75, 0.5, -0.5, -1.125, -0.125, 0.5,
          0.166667, 0.083333, 0.416667, -0.916667, 0.083333, 0.75, -0.25, -0.75, 0.25, 1.375, 0.375, 0.666667,
          -0.666667, -1.5, -0.166667, 1.75, 0.5, -0.75, 0.5, 1.125, 0.75, 0.125, 0.5, -1, 0.333333, 1.833333,
          0.5, 0, 0.333333, -0.583333, -0.916667, 0.5, 0.375, -0.875, -0.75,
        ],
      },
    },
    {
      name: "and the padding does not count",
      attrs: {
        ...plainAvgPool(3, 1, 1),
        kernelSize: [2, 3, 2],
        stride: [2, 2, 1],
        padding: [1, 1, 1],
        ceilMode: true,
        countIncludePad: false,
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
          -1, 2.5, 0, -6, 2, 2.333333, -0.166667, -3, 4, -2, -4.5, -1, 1.5, 0.25, 0.125, 1.25, -1.833333,
          0.083333, 0.75, -0.5, -3, 0.5, 2.75, 1.5, 4, -2, -4.5, -1, 7, 1, -1.5, 2, 9, 3, 0.5, 4, -3, 0.5,
          2.75, 1.5, 0, 0.333333, -0.583333, -1.833333, 2, 0.75, -1.75, -3,
        ],
      },
    },
    {
      name: "without a batch",
      attrs: plainAvgPool(3, 2, 2),
      inputs: [[1, 2, 2, 2]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8]],
        output: [4.5],
      },
    },
    {
      name: "a volume that is smaller than the window without its padding",
      attrs: plainAvgPool(3, 2, 2, { padding: [1, 0, 0] }),
      inputs: [[1, 2, 1, 4, 4]],
      output: [1, 2, 1, 2, 2],
      parameters: 0,
      macs: 0,
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plainAvgPool(3, 2, 2, { padding: [0, 0, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});
