import { symbol } from "../ir/index.ts";
import { defineOp } from "./shared/define-op.ts";
import { type InstanceNormAttrs, instanceNorm, plainInstanceNorm } from "./shared/instance-norm.ts";

/** Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016) of [N, C, H, W] or [C, H, W]. */
export const instanceNorm2d = defineOp<"instance-norm2d", InstanceNormAttrs>({
  ...instanceNorm("instance-norm2d", "InstanceNorm2d", 2),
  examples: [
    {
      name: "nothing is learned, as in PyTorch, where nothing else is said",
      attrs: plainInstanceNorm(64),
      inputs: [[symbol("N"), 64, 56, 56]],
      output: [symbol("N"), 64, 56, 56],
      parameters: 0,
      macs: 0,
    },
    {
      name: "each channel of each image by itself, then γ and β",
      attrs: { numFeatures: 2, epsilon: 0, affine: true },
      inputs: [[1, 2, 1, 2]],
      output: [1, 2, 1, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[2, 4, 30, 10]],
        params: { weight: [1, 2], bias: [0, 5] },
        output: [-1, 1, 7, 3],
      },
    },
    {
      name: "an image without a batch",
      attrs: { ...plainInstanceNorm(1), epsilon: 0 },
      inputs: [[1, 2, 2]],
      output: [1, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 1, 5, 5]], output: [-1, -1, 1, 1] },
    },
    {
      name: "without γ and β any channels pass",
      attrs: plainInstanceNorm(64),
      inputs: [[1, 32, 8, 8]],
      output: [1, 32, 8, 8],
      parameters: 0,
      macs: 0,
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: { ...plainInstanceNorm(64), affine: true },
      inputs: [[1, 32, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
    {
      name: "a flat tensor is not an image",
      attrs: plainInstanceNorm(64),
      inputs: [[1, 64]],
      output: [1, 64],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
