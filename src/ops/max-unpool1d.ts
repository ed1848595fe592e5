import { defineOp } from "./shared/define-op.ts";
import { maxUnpool } from "./shared/max-unpool.ts";

/** Puts the numbers that `MaxPool1d` kept back where they were; takes [N, C, L] or [C, L], and the indices. */
export const maxUnpool1d = defineOp({
  ...maxUnpool("max-unpool1d", "MaxUnpool1d", 1),
  examples: [
    {
      name: "one more than the window needs",
      attrs: { kernelSize: [2], stride: [2], padding: [0], outputSize: [5] },
      inputs: [
        [1, 2],
        [1, 2],
      ],
      output: [1, 5],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [7, 8],
          [1, 4],
        ],
        output: [0, 7, 0, 0, 8],
      },
    },
  ],
});
