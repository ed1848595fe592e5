import { ok } from "../base/index.ts";
import { unknownDim } from "../ir/index.ts";
import { type GroupNormAttrs, groupNorm } from "./group-norm.ts";
import { finite, positive } from "./shared/attributes.ts";
import { functionalForm, type GivenNames } from "./shared/functional-form.ts";

export type FunctionalGroupNormAttrs = Pick<GroupNormAttrs, "numGroups" | "epsilon"> & {
  readonly given: GivenNames;
};

/** `F.groupNorm` with a scale, a shift or both that are given. */
export const functionalGroupNorm = functionalForm<
  "functional-group-norm",
  FunctionalGroupNormAttrs,
  GroupNormAttrs
>({
  kind: "functional-group-norm",
  displayName: "groupNorm",
  summary: "Shifts and scales each sample's channels, group by group; then by what is given.",
  layer: groupNorm,
  rules: { numGroups: positive, epsilon: finite },
  layerOf({ given, ...attrs }, x) {
    const numChannels = x[1] ?? unknownDim("there are no channels");
    return ok({ ...attrs, numChannels, affine: given.length > 0 });
  },
  examples: [
    {
      name: "three groups of four channels",
      attrs: { numGroups: 3, epsilon: 1e-5, given: ["weight", "bias"] },
      inputs: [[2, 12, 5, 5], [12], [12]],
      output: [2, 12, 5, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "one group, with a shift alone",
      attrs: { numGroups: 1, epsilon: 0, given: ["bias"] },
      inputs: [[1, 2], [2]],
      output: [1, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 3],
          [10, 20],
        ],
        output: [9, 21],
      },
    },
    {
      name: "a scale of another size",
      attrs: { numGroups: 2, epsilon: 1e-5, given: ["weight"] },
      inputs: [[1, 4, 2], [3]],
      output: [1, 4, 2],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
