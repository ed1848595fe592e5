import { symbol } from "../ir/index.ts";
import { type BatchNormAttrs, batchNorm, plainBatchNorm } from "./shared/batch-norm.ts";
import { defineOp } from "./shared/define-op.ts";

/** Batch normalisation at inference, with running statistics (Ioffe & Szegedy 2015); takes [N, C] or [N, C, L]. */
export const batchNorm1d = defineOp<"batch-norm1d", BatchNormAttrs>({
  ...batchNorm("batch-norm1d", "BatchNorm1d", 1),
  examples: [
    {
      name: "plain features, as after a linear layer",
      attrs: { ...plainBatchNorm(2), epsilon: 0 },
      inputs: [[2, 2]],
      output: [2, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4]],
        params: { weight: [1, 2], bias: [0, 5], running_mean: [1, 10], running_var: [4, 25] },
        output: [0, 1.8, 1, 2.6],
      },
    },
    {
      name: "channels of signals",
      attrs: { ...plainBatchNorm(2), epsilon: 0 },
      inputs: [[1, 2, 3]],
      output: [1, 2, 3],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6]],
        params: { weight: [1, 2], bias: [0, 5], running_mean: [1, 10], running_var: [4, 25] },
        output: [0, 0.5, 1, 2.6, 3, 3.4],
      },
    },
    {
      name: "without γ and β nothing is learned",
      attrs: { ...plainBatchNorm(64), affine: false },
      inputs: [[symbol("N"), 64, symbol("L")]],
      output: [symbol("N"), 64, symbol("L")],
      parameters: 0,
      macs: 0,
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: plainBatchNorm(64),
      inputs: [[1, 32, 8]],
      output: [1, 64, 8],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
    {
      name: "an image is not a signal",
      attrs: plainBatchNorm(64),
      inputs: [[1, 64, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
