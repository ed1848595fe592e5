import { type Dim, differs, modulo, symbol } from "../ir/index.ts";
import { positive } from "./shared/attributes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { permuted } from "./shared/permutation.ts";
import { at, required, reshaped } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type ChannelShuffleAttrs = {
  readonly groups: Dim;
};

/** Channels of equal groups take turns (Zhang et al. 2018): [N, groups, C / groups, …] with its middle axes swapped. */
export const channelShuffle = defineOp<"channel-shuffle", ChannelShuffleAttrs>({
  kind: "channel-shuffle",
  category: "shape",
  displayName: "ChannelShuffle",
  summary: "Lets the channels of equal groups take turns.",
  title: ({ groups }) => titleOf("ChannelShuffle", `${printed(groups)} groups`),
  rules: { groups: positive },
  infer({ groups }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    const channels = shape[1];
    if (channels === undefined || shape.length < 3) {
      return { value: shape, problems: [wrongRank(0, "[N, C, ...], at least three axes", shape)] };
    }
    if (!differs(modulo(channels, groups), 0)) return { value: shape, problems };
    const data = { groups, channels, which: "input" } as const;
    const blame = { kind: "attr", name: "groups" } as const;
    return { value: shape, problems: [{ code: "groups-do-not-divide", blame, data }] };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ groups }, inputs) {
    const x = required(inputs[0]);
    const { sizes, order } = permutationOf(groups, x.shape);
    return reshaped(permuted(reshaped(x, sizes), order), x.shape);
  },
  lower: ({ groups }, [shape = []]) => ({ family: "permute", ...permutationOf(groups, shape) }),
  examples: [
    {
      name: "two groups of three",
      attrs: { groups: 2 },
      inputs: [[1, 6, 1, 1]],
      output: [1, 6, 1, 1],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [1, 4, 2, 5, 3, 6] },
    },
    {
      name: "ShuffleNet's",
      attrs: { groups: 2 },
      inputs: [[symbol("N"), 116, 28, 28]],
      output: [symbol("N"), 116, 28, 28],
      parameters: 0,
      macs: 0,
    },
    {
      name: "many channels in odd groups",
      attrs: { groups: 3 },
      inputs: [[2, 33, 3, 5]],
      output: [2, 33, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "groups that do not divide the channels",
      attrs: { groups: 4 },
      inputs: [[1, 6, 8, 8]],
      output: [1, 6, 8, 8],
      parameters: 0,
      macs: 0,
      problems: ["groups-do-not-divide"],
    },
    {
      name: "a flat tensor has no channels to shuffle",
      attrs: { groups: 2 },
      inputs: [[1, 6]],
      output: [1, 6],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
  ],
  refusals: [{ name: "no groups", attrs: { groups: 0 }, problem: "invalid-attribute", blames: "groups" }],
});

function permutationOf(groups: number, shape: readonly number[]) {
  const [N, C, ...rest] = [at(shape, 0), at(shape, 1), ...shape.slice(2)];
  return { sizes: [N, groups, C / groups, ...rest], order: [0, 2, 1, ...rest.map((_, i) => i + 3)] };
}
