import { ok } from "../base/index.ts";
import { type LayerNormAttrs, layerNorm } from "./layer-norm.ts";
import { finite, list, positive } from "./shared/attributes.ts";
import { functionalForm, type GivenNames } from "./shared/functional-form.ts";

export type FunctionalLayerNormAttrs = Pick<LayerNormAttrs, "normalizedShape" | "epsilon"> & {
  readonly given: GivenNames;
};

/** `F.layerNorm` with a scale, a shift or both that are given. */
export const functionalLayerNorm = functionalForm<
  "functional-layer-norm",
  FunctionalLayerNormAttrs,
  LayerNormAttrs
>({
  kind: "functional-layer-norm",
  displayName: "layerNorm",
  summary:
    "Shifts and scales the numbers along the last axes to mean 0 and variance 1; then by what is given.",
  layer: layerNorm,
  rules: { normalizedShape: list(positive), epsilon: finite },
  layerOf: ({ given, ...attrs }) => ok({ ...attrs, affine: given.length > 0 }),
  examples: [
    {
      name: "a scale and a shift",
      attrs: { normalizedShape: [12], epsilon: 1e-5, given: ["weight", "bias"] },
      inputs: [[2, 7, 12], [12], [12]],
      output: [2, 7, 12],
      parameters: 0,
      macs: 0,
    },
    {
      name: "rows, each by itself, with a scale alone",
      attrs: { normalizedShape: [2], epsilon: 0, given: ["weight"] },
      inputs: [[2, 2], [2]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 3, 10, 4],
          [2, 5],
        ],
        output: [-2, 5, 2, -5],
      },
    },
    {
      name: "a scale of another shape",
      attrs: { normalizedShape: [4], epsilon: 1e-5, given: ["weight"] },
      inputs: [[2, 4], [3]],
      output: [2, 4],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
});
