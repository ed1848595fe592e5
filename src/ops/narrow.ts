import { add, type Dim, known, type Shape, subtract, symbol } from "../ir/index.ts";
import type { OpProblem } from "./op.ts";
import { invalidAttribute, positive, whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { readOnly, wrongRank } from "./shared/inputs.ts";
import { at, required } from "./shared/reference.ts";
import { sliced } from "./shared/slices.ts";
import { stretchView } from "./shared/views.ts";
import { printed, titleOf } from "./shared/words.ts";

export type NarrowAttrs = {
  /** Counts from the end where negative, as `start` does. */
  readonly dim: Dim;
  readonly start: Dim;
  readonly length: Dim;
};

/** A stretch of one axis, as PyTorch's `narrow`. */
export const narrow = defineOp<"narrow", NarrowAttrs>({
  kind: "narrow",
  category: "shape",
  view: stretchView(({ dim, start }, source) => {
    const axis = axisOf(dim, source.length);
    if (axis === undefined) return undefined;
    const first = known(start);
    return { axis, start: first !== undefined && first < 0 ? add(source[axis] ?? 1, first) : start, step: 1 };
  }),
  displayName: "narrow",
  summary: "Takes a stretch of one axis.",
  title: ({ dim, start, length }) =>
    titleOf("narrow", `dim ${printed(dim)}`, `${printed(length)} from ${printed(start)}`),
  rules: { dim: whole, start: whole, length: positive },
  infer({ dim, start, length }, inputs) {
    const { value: shape, problems } = readOnly(inputs);
    if (problems.length > 0) return { value: shape, problems };
    if (shape.length === 0) return { value: shape, problems: [wrongRank(0, "at least one axis", shape)] };
    const invalid = wrongAxis("dim", dim, shape.length);
    const axis = axisOf(dim, shape.length);
    if (axis === undefined) return { value: shape, problems: invalid };
    return { value: shape.with(axis, length), problems: beyond(shape, axis, start, length) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  // What is left sees what it saw before, rows and columns too.
  window: () => ({ kind: "pointwise" }),
  reference({ dim, start, length }, inputs) {
    const x = required(inputs[0]);
    const axis = certainAxis(dim, x.shape.length);
    return sliced(x, axis, fromFront(start, at(x.shape, axis)), length);
  },
  lower({ dim, start }, [shape = []]) {
    const axis = certainAxis(dim, shape.length);
    return { family: "slice", axis, start: fromFront(start, at(shape, axis)) };
  },
  examples: [
    {
      name: "the second half of the channels",
      attrs: { dim: 1, start: 8, length: 8 },
      inputs: [[symbol("N"), 16, 5, 5]],
      output: [symbol("N"), 8, 5, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "whole blocks of channels",
      attrs: { dim: 1, start: 8, length: 8 },
      inputs: [[2, 19, 5, 3]],
      output: [2, 8, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "channels that begin and end anywhere",
      attrs: { dim: 1, start: 3, length: 11 },
      inputs: [[2, 19, 5, 3]],
      output: [2, 11, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "the last channels",
      attrs: { dim: 1, start: -3, length: 3 },
      inputs: [[2, 19, 5, 3]],
      output: [2, 3, 5, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "one image of a batch",
      attrs: { dim: 0, start: 1, length: 1 },
      inputs: [[3, 5, 4, 3]],
      output: [1, 5, 4, 3],
      parameters: 0,
      macs: 0,
    },
    {
      name: "columns",
      attrs: { dim: -1, start: 1, length: 2 },
      inputs: [[2, 3]],
      output: [2, 2],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3, 4, 5, 6]], output: [2, 3, 5, 6] },
    },
    {
      name: "more than there is",
      attrs: { dim: 1, start: 2, length: 4 },
      inputs: [[2, 5]],
      output: [2, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "a start before the axis",
      attrs: { dim: 1, start: -6, length: 4 },
      inputs: [[2, 5]],
      output: [2, 4],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "a start behind the axis",
      attrs: { dim: 1, start: 5, length: 1 },
      inputs: [[2, 5]],
      output: [2, 1],
      parameters: 0,
      macs: 0,
      problems: ["invalid-attribute"],
    },
    {
      name: "a single number has no parts",
      attrs: { dim: 0, start: 0, length: 1 },
      inputs: [[]],
      output: [],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2, start: 0, length: 1 },
      inputs: [[4, 10]],
      output: [4, 10],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
  refusals: [
    {
      name: "an empty stretch",
      attrs: { dim: 1, start: 0, length: 0 },
      problem: "invalid-attribute",
      blames: "length",
    },
  ],
});

/** What lies outside the axis, where sizes tell. */
function beyond(shape: Shape, axis: number, start: Dim, length: Dim): readonly OpProblem[] {
  const size = shape[axis] ?? 1;
  const first = known(start);
  const from = first !== undefined && first < 0 ? add(size, first) : start;
  if ((known(from) ?? 0) < 0 || (known(subtract(size, from)) ?? 1) < 1) {
    return [invalidAttribute("start", start, `a place on an axis of ${printed(size)}`)];
  }
  const rest = subtract(size, from);
  if ((known(subtract(rest, length)) ?? 0) >= 0) return [];
  return [
    invalidAttribute(
      "length",
      length,
      `at most the ${printed(rest)} that are left from ${printed(start)} on`,
    ),
  ];
}

function fromFront(start: number, size: number): number {
  return start < 0 ? size + start : start;
}
