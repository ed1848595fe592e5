import { type Dim, differs, known, sum, symbol, unknownDim } from "../ir/index.ts";
import { invalidAttribute, list, notNegative, positive, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { at, required } from "./shared/reference.ts";
import { sliced } from "./shared/slices.ts";
import { stretchView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type SplitAttrs = {
  /** The sizes of all parts; together the axis. */
  readonly sizes: readonly Dim[];
  /** Which of them this is, counted from 0. */
  readonly index: Dim;
  /** Counts from the end where negative. */
  readonly dim: Dim;
};

/** One of the parts of PyTorch's `split`, whose sizes are given. */
export const split = defineOp<"split", SplitAttrs>({
  kind: "split",
  category: "shape",
  view: stretchView(({ sizes, index, dim }, source) => {
    const [axis, place] = [axisOf(dim, source.length), known(index)];
    return axis === undefined || place === undefined
      ? undefined
      : { axis, start: sum(sizes.slice(0, place)), step: 1 };
  }),
  displayName: "split",
  summary: "Takes one of the parts of an axis whose sizes are given.",
  title: ({ sizes, index, dim }) => {
    const place = known(index);
    const which = place === undefined ? "one" : String(place + 1);
    return titleOf("split", `${which} of ${sizes.map(printed).join(" + ")}`, `dim ${printed(dim)}`);
  },
  rules: { sizes: list(positive), index: notNegative, dim: whole },
  infer({ sizes, index, dim }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (shape.length === 0) return { value: shape, problems: [wrongRank(0, "at least one axis", shape)] };
    const axis = axisOf(dim, shape.length);
    if (axis === undefined) return { value: shape, problems: wrongAxis("dim", dim, shape.length) };
    const place = known(index);
    const length = place === undefined ? undefined : sizes[place];
    const value = shape.with(axis, length ?? unknownDim("it is unknown which part this is"));
    const all = shape[axis] ?? 1;
    if (!differs(sum(sizes), all)) return { value, problems };
    const written = `[${sizes.map(printed).join(", ")}]`;
    return {
      value,
      problems: [invalidAttribute("sizes", written, `a list that adds up to ${printed(all)}`)],
    };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window: () => ({ kind: "pointwise" }),
  reference({ sizes, index, dim }, inputs) {
    const x = required(inputs[0]);
    return sliced(x, certainAxis(dim, x.shape.length), startOf(sizes, index), at(sizes, index));
  },
  lower: ({ sizes, index, dim }, [shape = []]) => ({
    family: "slice",
    axis: certainAxis(dim, shape.length),
    start: startOf(sizes, index),
  }),
  examples: [
    {
      name: "the middle of three parts",
      attrs: { sizes: [16, 24, 8], index: 1, dim: 1 },
      inputs: [[symbol("N"), 48, 7, 7]],
      output: [symbol("N"), 24, 7, 7],
      parameters: 0,
      macs: 0,
    },
    {
      name: "unequal parts of rows",
      attrs: { sizes: [1, 2], index: 1, dim: -1 },
      inputs: [[2, 3]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [2, 3, 5, 6] },
    },
    {
      name: "sizes that do not sum to the axis",
      attrs: { sizes: [3, 2], index: 0, dim: 1 },
      inputs: [[1, 6, 3]],
      output: [1, 3, 3],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "a single number has no parts",
      attrs: { sizes: [1], index: 0, dim: 0 },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { sizes: [5, 5], index: 0, dim: 2 },
      inputs: [[4, 10]],
      output: [4, 10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "an empty part",
      attrs: { sizes: [0, 4], index: 0, dim: 1 },
      problem: "invalid-attribute",
      blames: "sizes",
    },
  ],
});

function startOf(sizes: readonly number[], index: number): number {
  return sizes.slice(0, index).reduce((total, size) => total + size, 0);
}
