import { symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { maxUnpool } from "./shared/max-unpool.ts";

/**
 * Puts the numbers that `MaxPool2d` kept back where they were; takes [N, C, H, W] or [C, H, W], and the indices.
 */
export const maxUnpool2d = defineOp({
  ...maxUnpool("max-unpool2d", "MaxUnpool2d", 2),
  examples: [
    {
      name: "each number at its place",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], outputSize: null },
      inputs: [
        [1, 1, 1, 2],
        [1, 1, 1, 2],
      ],
      output: [1, 1, 2, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [7, 8],
          [5, 2],
        ],
        output: [0, 0, 8, 0, 0, 7, 0, 0],
      },
    },
    {
      name: "SegNet's decoder, of any number",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], outputSize: null },
      inputs: [
        [symbol("N"), 64, 112, 112],
        [symbol("N"), 64, 112, 112],
      ],
      output: [symbol("N"), 64, 224, 224],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the size before the pool, given as a whole shape, without a batch",
      attrs: { kernelSize: [3, 2], stride: [2, 2], padding: [1, 0], outputSize: [1, 11, 6, 7] },
      inputs: [
        [11, 3, 3],
        [11, 3, 3],
      ],
      output: [11, 6, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a size that this window cannot have pooled",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], outputSize: [8, 6] },
      inputs: [
        [1, 3, 3, 3],
        [1, 3, 3, 3],
      ],
      output: [1, 3, 8, 6],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "padding that leaves nothing",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [1, 0], outputSize: null },
      inputs: [
        [1, 3, 1, 3],
        [1, 3, 1, 3],
      ],
      output: [1, 3, 0, 6],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "places of another image",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], outputSize: null },
      inputs: [
        [1, 3, 3, 3],
        [1, 3, 3, 2],
      ],
      output: [1, 3, 6, 6],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "too many sizes",
      attrs: { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], outputSize: [4, 4, 4] },
      problem: "invalid-attribute",
      blames: "outputSize",
    },
  ],
});
