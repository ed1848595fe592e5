import { symbol } from "../ir/index.ts";
import { type BatchNormAttrs, batchNorm, plainBatchNorm } from "./shared/batch-norm.ts";
import { defineOp } from "./shared/define-op.ts";

/** Batch normalisation at inference, with running statistics (Ioffe & Szegedy 2015); takes [N, C, D, H, W]. */
export const batchNorm3d = defineOp<"batch-norm3d", BatchNormAttrs>({
  ...batchNorm("batch-norm3d", "BatchNorm3d", 3),
  examples: [
    {
      name: "channels of volumes",
      attrs: { ...plainBatchNorm(2), epsilon: 0 },
      inputs: [[1, 2, 2, 1, 2]],
      output: [1, 2, 2, 1, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6, 7, 8]],
        params: { weight: [1, 2], bias: [0, 5], running_mean: [1, 10], running_var: [4, 25] },
        output: [0, 0.5, 1, 1.5, 3, 3.4, 3.8, 4.2],
      },
    },
    {
      name: "γ and β are learned, mean and variance are buffers",
      attrs: plainBatchNorm(64),
      inputs: [[symbol("N"), 64, 16, 56, 56]],
      output: [symbol("N"), 64, 16, 56, 56],
      parameters: 128,
      macs: 0,
    },
    {
      name: "an image is not a volume",
      attrs: plainBatchNorm(64),
      inputs: [[1, 64, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
