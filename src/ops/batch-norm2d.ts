import { type BatchNormAttrs, batchNorm, plainBatchNorm } from "./shared/batch-norm.ts";
import { defineOp } from "./shared/define-op.ts";

/** Batch normalisation at inference, with running statistics (Ioffe & Szegedy 2015); takes [N, C, H, W]. */
export const batchNorm2d = defineOp<"batch-norm2d", BatchNormAttrs>({
  ...batchNorm("batch-norm2d", "BatchNorm2d", 2),
  examples: [
    {
      name: "γ and β are learned, mean and variance are buffers",
      attrs: plainBatchNorm(64),
      inputs: [[32, 64, 56, 56]],
      output: [32, 64, 56, 56],
      parameters: 128,
      macs: 0,
    },
    {
      name: "without γ and β nothing is learned",
      attrs: { ...plainBatchNorm(64), affine: false },
      inputs: [[1, 64, 7, 7]],
      output: [1, 64, 7, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "two channels, each with its own statistics",
      attrs: { ...plainBatchNorm(2), epsilon: 0 },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 3, 10, 20]],
        params: { weight: [1, 2], bias: [0, 5], running_mean: [1, 10], running_var: [4, 25] },
        output: [0, 1, 5, 9],
      },
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: plainBatchNorm(64),
      inputs: [[1, 32, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
    {
      name: "a flat tensor is not an image",
      attrs: plainBatchNorm(64),
      inputs: [[1, 64]],
      output: [1, 64],
      parameters: 128,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
