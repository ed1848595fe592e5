import { ok } from "../base/index.ts";
import { unknownDim } from "../ir/index.ts";
import { batchNorm2d } from "./batch-norm2d.ts";
import { finite } from "./shared/attributes.ts";
import type { BatchNormAttrs } from "./shared/batch-norm.ts";
import { functionalForm, type GivenNames } from "./shared/functional-form.ts";

export type FunctionalBatchNormAttrs = Pick<BatchNormAttrs, "epsilon"> & { readonly given: GivenNames };

/** `F.batchNorm` of an image by a mean and a variance that are given, and a scale and a shift where they are. */
export const functionalBatchNorm = functionalForm<
  "functional-batch-norm",
  FunctionalBatchNormAttrs,
  BatchNormAttrs
>({
  kind: "functional-batch-norm",
  displayName: "batchNorm",
  summary: "Shifts and scales each channel by a mean, a variance, a scale and a shift that are given.",
  layer: batchNorm2d,
  rules: { epsilon: finite },
  layerOf({ given, epsilon }, x, { running_mean: mean = [] }) {
    const numFeatures = mean[0] ?? x[1] ?? unknownDim("there are no channels");
    const affine = given.includes("weight") || given.includes("bias");
    return ok({ numFeatures, epsilon, momentum: null, affine });
  },
  examples: [
    {
      name: "all four are given",
      attrs: { epsilon: 1e-5, given: ["running_mean", "running_var", "weight", "bias"] },
      inputs: [[2, 11, 5, 6], [11], [11], [11], [11]],
      output: [2, 11, 5, 6],
      parameters: 0,
      macs: 0,
    },
    {
      name: "two channels with a shift alone",
      attrs: { epsilon: 0, given: ["running_mean", "running_var", "bias"] },
      inputs: [[1, 2, 1, 2], [2], [2], [2]],
      output: [1, 2, 1, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 3, 10, 20],
          [1, 10],
          [4, 25],
          [0, 5],
        ],
        output: [0, 1, 5, 7],
      },
    },
    {
      name: "a mean of another number of channels",
      attrs: { epsilon: 1e-5, given: ["running_mean", "running_var"] },
      inputs: [[1, 4, 2, 2], [3], [3]],
      output: [1, 3, 2, 2],
      parameters: 0,
      macs: 0,
      problems: ["channel-mismatch"],
    },
  ],
});
