import { type Dim, differs, isUnknown, symbol } from "../ir/index.ts";
import { type Flag, finite, flag, invalidAttribute, list, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { featureMismatch, readOnly, wrongRank } from "./shared/inputs.ts";
import { learnedNames, normalizationCost, normalized, scaleAndShift } from "./shared/normalize.ts";
import { required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type LayerNormAttrs = {
  /** The sizes of the last axes, over which mean and variance are taken. */
  readonly normalizedShape: readonly Dim[];
  readonly epsilon: Dim;
  readonly affine: Flag;
};

/** Layer normalisation over the last axes (Ba, Kiros & Hinton 2016). */
export const layerNorm = defineOp<"layer-norm", LayerNormAttrs>({
  kind: "layer-norm",
  category: "normalization",
  displayName: "LayerNorm",
  summary: "Shifts and scales the numbers along the last axes to mean 0 and variance 1; then γ and β.",
  title: ({ normalizedShape }) => titleOf("LayerNorm", normalizedShape.map(printed).join("×")),
  rules: { normalizedShape: list(positive), epsilon: finite, affine: flag },
  check: ({ normalizedShape }) =>
    normalizedShape.length > 0
      ? []
      : [invalidAttribute("normalizedShape", "[]", "at least one size: that of the last axis")],
  infer({ normalizedShape }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const outer = shape.length - normalizedShape.length;
    const expected = `[..., ${normalizedShape.map(printed).join(", ")}]`;
    if (outer < 0) return { value: shape, problems: [wrongRank(0, expected, shape)] };
    const value = [...shape.slice(0, outer), ...normalizedShape];
    const wrong = normalizedShape.findIndex((size, axis) => differs(size, shape[outer + axis] ?? 0));
    if (wrong < 0) return { value: shape, problems };
    if (normalizedShape.length > 1) return { value, problems: [wrongRank(0, expected, shape)] };
    const [features = 0, got = 0] = [normalizedShape[0], shape.at(-1)];
    return { value, problems: [featureMismatch("normalizedShape", features, got)] };
  },
  params({ normalizedShape, affine }) {
    // One unknown size may stand for a list of which nothing is known.
    const isList = normalizedShape.length > 1 || !normalizedShape.some(isUnknown);
    const { weight, bias } = scaleAndShift(affine, normalizedShape);
    if (isList || weight === undefined || bias === undefined) return scaleAndShift(affine, normalizedShape);
    return { weight: { ...weight, isDoubtful: true }, bias: { ...bias, isDoubtful: true } };
  },
  macs: () => 0,
  elementwise: ({ affine }, _inputs, output) => normalizationCost(affine, output),
  window: ({ normalizedShape }, [shape = []]) => ({
    kind: "mixed",
    axes: normalizedShape.map((_, i) => shape.length - 1 - i),
    keepsPlace: true,
  }),
  reference({ normalizedShape, epsilon }, inputs, params) {
    const size = normalizedShape.reduce((a, b) => a * b, 1);
    return normalized(required(inputs[0]), size, epsilon, params, (offset) => offset % size);
  },
  lower: ({ normalizedShape, epsilon, affine }) => ({
    family: "normalization",
    over: { kind: "last-axes", count: normalizedShape.length },
    ...learnedNames(affine),
    epsilon,
  }),
  examples: [
    {
      name: "the features of every token",
      attrs: plain([768]),
      inputs: [[symbol("N"), 196, 768]],
      output: [symbol("N"), 196, 768],
      parameters: 1536,
      macs: 0,
    },
    {
      name: "rows, each by itself",
      attrs: { ...plain([2]), epsilon: 0 },
      inputs: [[2, 2]],
      output: [2, 2],
      parameters: 4,
      macs: 0,
      values: {
        inputs: [[2, 4, 30, 10]],
        params: { weight: [1, 2], bias: [0, 5] },
        output: [-1, 7, 1, 3],
      },
    },
    {
      name: "the last two axes, nothing learned",
      attrs: { normalizedShape: [2, 2], epsilon: 0, affine: false },
      inputs: [[1, 2, 2, 2]],
      output: [1, 2, 2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 1, 5, 5, 2, 8, 8, 2]], output: [-1, -1, 1, 1, -1, 1, 1, -1] },
    },
    {
      name: "after wrong features the declared number goes on",
      attrs: plain([64]),
      inputs: [[1, 8, 8, 32]],
      output: [1, 8, 8, 64],
      parameters: 128,
      macs: 0,
      problems: ["feature-mismatch"],
    },
    {
      name: "several axes have to fit together",
      attrs: plain([4, 8]),
      inputs: [[1, 8, 4]],
      output: [1, 4, 8],
      parameters: 64,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "fewer axes than are normalised",
      attrs: plain([4, 8]),
      inputs: [[8]],
      output: [8],
      parameters: 64,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    { name: "no axes", attrs: plain([]), problem: "invalid-attribute", blames: "normalizedShape" },
    { name: "an empty axis", attrs: plain([0]), problem: "invalid-attribute", blames: "normalizedShape" },
  ],
});

/** Attributes with PyTorch's defaults. */
function plain(normalizedShape: readonly Dim[]): LayerNormAttrs {
  return { normalizedShape, epsilon: 1e-5, affine: true };
}
