import { defineOp } from "./shared/define-op.ts";
import { type InstanceNormAttrs, instanceNorm, plainInstanceNorm } from "./shared/instance-norm.ts";

/** Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016) of [N, C, L] or [C, L]. */
export const instanceNorm1d = defineOp<"instance-norm1d", InstanceNormAttrs>({
  ...instanceNorm("instance-norm1d", "InstanceNorm1d", 1),
  examples: [
    {
      name: "each channel by itself, then γ and β",
      attrs: { numFeatures: 2, epsilon: 0, affine: true },
      inputs: [[1, 2, 4]],
      output: [1, 2, 4],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[1, 1, 5, 5, 2, 8, 2, 8]],
        params: { weight: [1, 2], bias: [0, 5] },
        output: [-1, -1, 1, 1, 3, 7, 3, 7],
      },
    },
    {
      name: "nothing is learned where nothing else is said, and no batch is needed",
      attrs: { ...plainInstanceNorm(2), epsilon: 0 },
      inputs: [[2, 4]],
      output: [2, 4],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [[1, 1, 5, 5, 2, 8, 2, 8]],
        output: [-1, -1, 1, 1, -1, 1, -1, 1],
      },
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: { ...plainInstanceNorm(64), affine: true },
      inputs: [[1, 32, 4]],
      output: [1, 64, 4],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
  ],
});
