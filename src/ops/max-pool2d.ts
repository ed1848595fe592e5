import { add, floorDivide, subtract, symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { type MaxPoolAttrs, maxPool, plainMaxPool } from "./shared/max-pool.ts";

/** The largest number under a sliding window; takes [N, C, H, W] or [C, H, W]. */
export const maxPool2d = defineOp<"max-pool2d", MaxPoolAttrs>({
  ...maxPool("max-pool2d", "MaxPool2d", 2),
  examples: [
    {
      name: "2×2 at stride 2 halves the size",
      attrs: plain(2, 2),
      inputs: [[1, 64, 224, 224]],
      output: [1, 64, 112, 112],
      parameters: 0,
      macs: 0,
    },
    {
      name: "ResNet's 3×3 at stride 2 with padding 1",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[1, 64, 112, 112]],
      output: [1, 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the largest of each window",
      attrs: plain(2, 1),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, -5, 2, 0, 3, 9, -1, -2, -3]], output: [3, 9, 3, 9] },
    },
    {
      name: "padding is never chosen, even among negative numbers",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[1, 1, 2, 2]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-4, -3, -2, -7]], output: [-2] },
    },
    {
      name: "GoogLeNet rounds 112 up to 56",
      attrs: plain(3, 2, { ceilMode: true }),
      inputs: [[1, 64, 112, 112]],
      output: [1, 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rounding up lets the last window hang over the end",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], output: [5, 6, 8, 9] },
    },
    {
      name: "a map narrower than its window, rounded up to one",
      attrs: plain(2, 2, { ceilMode: true }),
      inputs: [[1, 1, 3, 1]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-3, -1, -2]], output: [-1, -2] },
    },
    {
      name: "rows are rounded up, columns are not: a window would start behind the last",
      attrs: plain(3, 3, { kernelSize: [3, 1], ceilMode: true }),
      inputs: [[1, 1, 4, 3]],
      output: [1, 1, 2, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[-9, 1, 2, -8, 3, 4, -7, 5, 6, -6, 7, 8]], output: [-7, -6] },
    },
    {
      name: "but no window starts in the trailing padding",
      attrs: plain(2, 3, { padding: [1, 1], ceilMode: true }),
      inputs: [[1, 1, 5, 5]],
      output: [1, 1, 2, 2],
      parameters: 0,
      macs: 0,
    },
    {
      name: "dilation skips elements",
      attrs: plain(2, 1, { dilation: [2, 2] }),
      inputs: [[1, 1, 3, 3]],
      output: [1, 1, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 20, 2, 30, 40, 50, 3, 60, 4]], output: [4] },
    },
    {
      name: "a symbolic size stays a formula",
      attrs: plain(3, 2, { padding: [1, 1] }),
      inputs: [[symbol("N"), 64, symbol("H"), 8]],
      output: [symbol("N"), 64, add(floorDivide(subtract(symbol("H"), 1), 2), 1), 4],
      parameters: 0,
      macs: 0,
    },
  ],
  refusals: [
    {
      name: "padding wider than half the kernel",
      attrs: plain(3, 2, { padding: [2, 2] }),
      problem: "invalid-attribute",
      blames: "padding",
    },
    { name: "no stride", attrs: plain(2, 0), problem: "invalid-attribute", blames: "stride" },
  ],
});

function plain(k: number, stride: number, options: Partial<MaxPoolAttrs> = {}): MaxPoolAttrs {
  return plainMaxPool(2, k, stride, options);
}
