import { type Dim, differs, elementCount, isUnknown, product, type Shape } from "../ir/index.ts";
import { type Flag, flag, positive } from "./shared/attributes.ts";
import { countIf, learned, optional } from "./shared/counts.ts";
import { defineOp } from "./shared/define-op.ts";
import { featureMismatch, readOnly, wrongRank } from "./shared/inputs.ts";
import { countedBy } from "./shared/macs.ts";
import { element, generate, required } from "./shared/reference.ts";
import { arrow, titleOf } from "./shared/words.ts";

export type LinearAttrs = {
  readonly inFeatures: Dim;
  readonly outFeatures: Dim;
  readonly bias: Flag;
};

/** y = x · Wᵀ + b over the last axis, whatever stands before it. */
export const linear = defineOp<"linear", LinearAttrs>({
  kind: "linear",
  category: "linear",
  displayName: "Linear",
  summary: "Multiplies the last axis by a learned matrix and adds a bias.",
  title: ({ inFeatures, outFeatures }) => titleOf("Linear", arrow(inFeatures, outFeatures)),
  rules: { inFeatures: positive, outFeatures: positive, bias: flag },
  infer({ inFeatures, outFeatures }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    const features = shape.at(-1);
    const value = [...shape.slice(0, -1), outFeatures];
    if (problems.length > 0) return { value, problems };
    if (features === undefined) return { value, problems: [wrongRank(0, "[..., features]", shape)] };
    if (!differs(features, inFeatures)) return { value, problems };
    const flattened = featuresOfImage(shape);
    const [, channels = 0] = shape;
    const isPooled = flattened !== null && differs(flattened, inFeatures) && !differs(channels, inFeatures);
    return { value, problems: [featureMismatch("inFeatures", inFeatures, features, flattened, isPooled)] };
  },
  params({ inFeatures, outFeatures, bias }) {
    const init = { kind: "kaiming-uniform", fanIn: inFeatures } as const;
    return {
      weight: learned([outFeatures, inFeatures], init),
      ...optional(bias, "bias", [outFeatures], init),
    };
  },
  ...countedBy<LinearAttrs>(
    { name: "outputs", of: (_attrs, _inputs, output) => elementCount(output) },
    { name: "features read", of: ({ inFeatures }) => inFeatures },
  ),
  elementwise: ({ bias }, _inputs, output) => countIf(bias, elementCount(output)),
  window: (_attrs, [shape = []]) => ({
    kind: "mixed",
    axes: [Math.max(shape.length - 1, 0)],
    keepsPlace: false,
  }),
  reference({ inFeatures, outFeatures }, inputs, params) {
    const x = required(inputs[0]);
    const weight = required(params.weight).data;
    const bias = params.bias?.data;
    return generate([...x.shape.slice(0, -1), outFeatures], (_index, offset) => {
      const [row, o] = [Math.floor(offset / outFeatures), offset % outFeatures];
      let sum = bias === undefined ? 0 : element(bias, o);
      for (let i = 0; i < inFeatures; i++)
        sum += element(x.data, row * inFeatures + i) * element(weight, o * inFeatures + i);
      return sum;
    });
  },
  lower: ({ bias }) => ({ family: "linear", weight: "weight", bias: bias ? "bias" : null }),
  examples: [
    {
      name: "ResNet's classifier",
      attrs: { inFeatures: 512, outFeatures: 1000, bias: true },
      inputs: [[32, 512]],
      output: [32, 1000],
      parameters: 513_000,
      macs: 16_384_000,
    },
    {
      name: "every row of a batch, whatever its rank",
      attrs: { inFeatures: 3, outFeatures: 2, bias: false },
      inputs: [[4, 5, 3]],
      output: [4, 5, 2],
      parameters: 6,
      macs: 120,
    },
    {
      name: "two answers from three features",
      attrs: { inFeatures: 3, outFeatures: 2, bias: true },
      inputs: [[2, 3]],
      output: [2, 2],
      parameters: 8,
      macs: 12,
      values: {
        inputs: [[1, 2, 3, 4, 5, 6]],
        params: { weight: [1, 10, 100, -1, 0, 2], bias: [0.5, -0.5] },
        output: [321.5, 4.5, 654.5, 7.5],
      },
    },
    {
      name: "after wrong features the declared ones go on",
      attrs: { inFeatures: 400, outFeatures: 120, bias: true },
      inputs: [[1, 576]],
      output: [1, 120],
      parameters: 48_120,
      macs: 48_000,
      problems: ["feature-mismatch"],
    },
  ],
  refusals: [
    {
      name: "no features",
      attrs: { inFeatures: 0, outFeatures: 10, bias: true },
      problem: "invalid-attribute",
      blames: "inFeatures",
    },
  ],
});

/** An image that comes straight from a convolution is usually only not flattened yet. */
function featuresOfImage(shape: Shape): Dim | null {
  const features = product(shape.slice(1));
  return shape.length < 4 || isUnknown(features) ? null : features;
}
