import { type Dim, differs, modulo, symbol } from "../ir/index.ts";
import { type Flag, finite, flag, positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { channelMismatch, readOnly, wrongRank } from "./shared/inputs.ts";
import { learnedNames, normalizationCost, normalized, scaleAndShift } from "./shared/normalize.ts";
import { at, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type GroupNormAttrs = {
  /** Into how many equal parts the channels are cut, each with a mean and a variance of its own. */
  readonly numGroups: Dim;
  readonly numChannels: Dim;
  readonly epsilon: Dim;
  readonly affine: Flag;
};

/** Group normalisation (Wu & He 2018) of [N, C, …]; with one group it takes each sample as a whole. */
export const groupNorm = defineOp<"group-norm", GroupNormAttrs>({
  kind: "group-norm",
  category: "normalization",
  displayName: "GroupNorm",
  summary:
    "Shifts and scales each sample's channels, group by group, to mean 0 and variance 1; then γ and β.",
  title: ({ numGroups, numChannels }) =>
    titleOf("GroupNorm", `${printed(numChannels)} in ${printed(numGroups)}`),
  rules: { numGroups: positive, numChannels: positive, epsilon: finite, affine: flag },
  check({ numGroups, numChannels }) {
    if (!differs(modulo(numChannels, numGroups), 0)) return [];
    const data = { groups: numGroups, channels: numChannels, which: "numChannels" } as const;
    return [{ code: "groups-do-not-divide", blame: { kind: "attr", name: "numGroups" }, data }];
  },
  infer({ numChannels }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const [batch, channels, ...rest] = shape;
    if (batch === undefined || channels === undefined) {
      return { value: shape, problems: [wrongRank(0, "[N, C, ...]", shape)] };
    }
    if (!differs(channels, numChannels)) return { value: shape, problems };
    const wrong = channelMismatch("numChannels", numChannels, channels);
    return { value: [batch, numChannels, ...rest], problems: [wrong] };
  },
  params: ({ numChannels, affine }) => scaleAndShift(affine, [numChannels]),
  macs: () => 0,
  elementwise: ({ affine }, _inputs, output) => normalizationCost(affine, output),
  // Mean and variance are those of the whole map.
  window: (_attrs, [shape = []]) => ({
    kind: "mixed",
    axes: shape.map((_, axis) => axis).slice(1),
    keepsPlace: true,
  }),
  reference({ numGroups, epsilon }, inputs, params) {
    const x = required(inputs[0]);
    const C = at(x.shape, 1);
    const pixels = x.shape.slice(2).reduce((a, b) => a * b, 1);
    const size = (C / numGroups) * pixels;
    return normalized(x, size, epsilon, params, (offset) => Math.floor(offset / pixels) % C);
  },
  lower: ({ numGroups, epsilon, affine }) => ({
    family: "normalization",
    over: { kind: "groups", groups: numGroups, channelAxis: 1 },
    ...learnedNames(affine),
    epsilon,
  }),
  examples: [
    {
      name: "32 groups, the usual number",
      attrs: plain(32, 64),
      inputs: [[symbol("N"), 64, 56, 56]],
      output: [symbol("N"), 64, 56, 56],
      parameters: 128,
      macs: 0,
    },
    {
      name: "two groups of two channels",
      attrs: { ...plain(2, 4), epsilon: 0 },
      inputs: [[1, 4, 1, 2]],
      output: [1, 4, 1, 2],
      parameters: 8,
      macs: 0,
      // The means are 3 and 5, the standard deviations 1 and 3.
      values: {
        inputs: [[2, 4, 2, 4, 2, 8, 8, 2]],
        params: { weight: [1, 2, 1, -1], bias: [0, 1, 10, 0] },
        output: [-1, 1, -1, 3, 9, 11, -1, 1],
      },
    },
    {
      name: "one group, nothing learned, no height and width",
      attrs: { ...plain(1, 4), epsilon: 0, affine: false },
      inputs: [[2, 4]],
      output: [2, 4],
      parameters: 0,
      macs: 0,
      values: { inputs: [[2, 4, 2, 4, 5, 5, 11, 11]], output: [-1, 1, -1, 1, -1, -1, 1, 1] },
    },
    {
      name: "after wrong channels the declared number goes on",
      attrs: plain(8, 64),
      inputs: [[1, 32, 8, 8]],
      output: [1, 64, 8, 8],
      parameters: 128,
      macs: 0,
      problems: ["channel-mismatch"],
    },
    {
      name: "a row has no channels",
      attrs: plain(2, 4),
      inputs: [[4]],
      output: [4],
      parameters: 8,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [
    {
      name: "groups that do not divide the channels",
      attrs: plain(32, 48),
      problem: "groups-do-not-divide",
      blames: "numGroups",
    },
    { name: "no groups", attrs: plain(0, 48), problem: "invalid-attribute", blames: "numGroups" },
  ],
});

/** Attributes with PyTorch's defaults. */
function plain(numGroups: Dim, numChannels: Dim): GroupNormAttrs {
  return { numGroups, numChannels, epsilon: 1e-5, affine: true };
}
