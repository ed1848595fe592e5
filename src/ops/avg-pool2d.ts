import { unknownDim } from "../ir/index.ts";
import { type AvgPoolAttrs, avgPool, plainAvgPool } from "./shared/avg-pool.ts";
import { defineOp } from "./shared/define-op.ts";

/** The mean under a sliding window; takes [N, C, H, W] or [C, H, W]. */
export const avgPool2d = defineOp<"avg-pool2d", AvgPoolAttrs>({
  ...avgPool("avg-pool2d", "AvgPool2d", 2),
  examples: [
    {
      name: "GoogLeNet's last pooling",
      attrs: plain(7, 1),
      inputs: [[1, 1024, 7, 7]],
      output: [1, 1024, 1, 1],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the mean of each window",
      attrs: plain(2, 1),
      inputs: [[1, 1, 2, 3]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [3, 4] },
    },
    {
      name: "padding counts in the divisor",
      attrs: plain(2, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[4, 8, 12, 16]], output: [1, 2, 3, 4] },
    },
    {
      name: "or it does not",
      attrs: plain(2, 2, { padding: [1, 1], countIncludePad: false }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[4, 8, 12, 16]], output: [4, 8, 12, 16] },
    },
    {
      name: "what hangs over the end in ceil mode never counts",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], output: [3, 4.5, 7.5, 9] },
    },
    {
      name: "rows are rounded up, columns are not, and padding counts",
      attrs: plain(3, 3, { kernelSize: [3, 1], padding: [1, 0], ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3, 0, 0, 6, 0, 0, 8, 0, 0]], output: [3, 4] },
    },
    {
      name: "rows are rounded up, columns are not, and padding does not count",
      attrs: plain(3, 3, { kernelSize: [3, 1], padding: [1, 0], ceilMode: true, countIncludePad: false }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[3, 0, 0, 6, 0, 0, 8, 0, 0]], output: [4.5, 8] },
    },
    {
      name: "a window larger than the input has no place",
      attrs: plain(7, 1),
      inputs: [[1, 8, 4, 4]],
      output: [
        1,
        8,
        unknownDim("the kernel is larger than its input"),
        unknownDim("the kernel is larger than its input"),
      ],
      parameters: 0,
      macs: 0,
      problems: ["kernel-exceeds-input"],
    },
  ],
  refusals: [
    {
      name: "padding wider than half the window",
      attrs: plain(2, 2, { padding: [0, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
  ],
});

function plain(k: number, stride: number, options: Partial<AvgPoolAttrs> = {}): AvgPoolAttrs {
  return plainAvgPool(2, k, stride, options);
}
