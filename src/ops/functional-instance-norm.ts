import { ok } from "../base/index.ts";
import { unknownDim } from "../ir/index.ts";
import { instanceNorm2d } from "./instance-norm2d.ts";
import { finite } from "./shared/attributes.ts";
import { functionalForm, type GivenNames } from "./shared/functional-form.ts";
import type { InstanceNormAttrs } from "./shared/instance-norm.ts";

export type FunctionalInstanceNormAttrs = Pick<InstanceNormAttrs, "epsilon"> & {
  readonly given: GivenNames;
};

/** `F.instanceNorm` of an image with a scale, a shift or both that are given. */
export const functionalInstanceNorm = functionalForm<
  "functional-instance-norm",
  FunctionalInstanceNormAttrs,
  InstanceNormAttrs
>({
  kind: "functional-instance-norm",
  displayName: "instanceNorm",
  summary: "Shifts and scales each channel of each image to mean 0 and variance 1; then by what is given.",
  layer: instanceNorm2d,
  rules: { epsilon: finite },
  layerOf({ given, epsilon }, x) {
    const numFeatures = x.at(-3) ?? unknownDim("there are no channels");
    return ok({ numFeatures, epsilon, affine: given.length > 0 });
  },
  examples: [
    {
      name: "a scale and a shift, as adaptive instance normalisation has them",
      attrs: { epsilon: 1e-5, given: ["weight", "bias"] },
      inputs: [[1, 9, 6, 5], [9], [9]],
      output: [1, 9, 6, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "one channel, with a scale alone",
      attrs: { epsilon: 0, given: ["weight"] },
      inputs: [[1, 1, 1, 2], [1]],
      output: [1, 1, 1, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 3], [5]], output: [-5, 5] },
    },
    {
      name: "a shift of another size",
      attrs: { epsilon: 1e-5, given: ["bias"] },
      inputs: [[1, 4, 2, 2], [3]],
      output: [1, 4, 2, 2],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
