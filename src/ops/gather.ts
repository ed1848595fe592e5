import { type Dim, known, printShape, type Shape, subtract, symbol } from "../ir/index.ts";
import type { OpDefinition, OpProblem } from "./op.ts";
import { whole } from "./shared/attributes.ts";
import { axisOf, certainAxis, mixedAlong, wrongAxis } from "./shared/axes.ts";
import { defineOp } from "./shared/define-op.ts";
import { countInputs, wrongRank } from "./shared/inputs.ts";
import { generate, read, required } from "./shared/reference.ts";
import { printed, titleOf } from "./shared/words.ts";

export type GatherAttrs = {
  /** The axis that the indices count along; counts from the end where negative. */
  readonly dim: Dim;
};

/** PyTorch's `gather`: along axis 1, element (i, j) of the result is the input's element (i, index[i, j]). */
export const gather: OpDefinition<"gather", GatherAttrs> = defineOp<"gather", GatherAttrs>({
  kind: "gather",
  category: "shape",
  displayName: "gather",
  summary: "Takes the numbers at the indices in a second tensor, along one axis.",
  title: ({ dim }) => titleOf("gather", `dim ${printed(dim)}`),
  rules: { dim: whole },
  infer({ dim }, inputs) {
    const [x = [], index = x] = inputs;
    const wrong = countInputs(inputs, 2);
    if (wrong.length > 0) return { value: index, problems: wrong };
    const axis = axisOf(dim, x.length);
    const problems = [...wrongAxis("dim", dim, x.length), ...beyond(x, index, axis)];
    return { value: index, problems: problems.slice(0, 1) };
  },
  params: () => ({}),
  macs: () => 0,
  elementwise: () => 0,
  window({ dim }, [shape = []]) {
    const axis = axisOf(dim, shape.length);
    return mixedAlong(axis, false);
  },
  reference({ dim }, inputs) {
    const [x, index] = [required(inputs[0]), required(inputs[1])];
    const axis = certainAxis(dim, x.shape.length);
    return generate(index.shape, (place) => {
      const at = Math.trunc(read(index, place));
      if (!(at >= 0 && at < (x.shape[axis] ?? 1))) return Number.NaN;
      return read(
        x,
        x.shape.map((_, i) => (i === axis ? at : (place[i] ?? 0))),
      );
    });
  },
  lower: ({ dim }, [shape = []]) => ({ family: "gather", axis: certainAxis(dim, shape.length) }),
  examples: [
    {
      name: "a number of each row",
      attrs: { dim: 1 },
      inputs: [
        [3, 2],
        [3, 1],
      ],
      output: [3, 1],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4, 5, 6],
          [1, 0, 1],
        ],
        output: [2, 3, 6],
      },
    },
    {
      name: "more places than there are, and fewer columns",
      attrs: { dim: 0 },
      inputs: [
        [2, 3],
        [3, 2],
      ],
      output: [3, 2],
      parameters: 0,
      macs: 0,
      values: {
        inputs: [
          [1, 2, 3, 4, 5, 6],
          [0, 1, 1, 0, 0, 0],
        ],
        output: [1, 5, 4, 2, 1, 2],
      },
    },
    {
      name: "a channel for each pixel",
      attrs: { dim: -3 },
      inputs: [
        [2, 11, 3, 5],
        [2, 1, 3, 5],
      ],
      output: [2, 1, 3, 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "as many as a symbol says",
      attrs: { dim: 1 },
      inputs: [
        [symbol("N"), 100],
        [symbol("N"), 5],
      ],
      output: [symbol("N"), 5],
      parameters: 0,
      macs: 0,
    },
    {
      name: "a single place, of a row",
      attrs: { dim: 0 },
      inputs: [[3], []],
      output: [],
      parameters: 0,
      macs: 0,
      values: { inputs: [[1, 2, 3], [2]], output: [3] },
    },
    {
      name: "places of more rows than there are",
      attrs: { dim: 1 },
      inputs: [
        [2, 3],
        [3, 3],
      ],
      output: [3, 3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "places without an axis",
      attrs: { dim: 1 },
      inputs: [[2, 3], [3]],
      output: [3],
      parameters: 0,
      macs: 0,
      problems: ["wrong-rank"],
    },
    {
      name: "an axis that the input does not have",
      attrs: { dim: 2 },
      inputs: [
        [2, 5],
        [2, 5],
      ],
      output: [2, 5],
      parameters: 0,
      macs: 0,
      problems: ["invalid-axis"],
    },
  ],
});

/** Indices have as many axes as the input and, except along the axis itself, are no larger than it. */
function beyond(x: Shape, index: Shape, axis: number | undefined): readonly OpProblem[] {
  const [rank, places] = [Math.max(x.length, 1), Math.max(index.length, 1)];
  if (rank !== places) {
    const expected = `places of ${rank} ${rank === 1 ? "axis" : "axes"}, as the tensor ${printShape(x)} has`;
    return [wrongRank(1, expected, index)];
  }
  const isBeyond = index.some((size, at) => at !== axis && (known(subtract(size, x[at] ?? 1)) ?? 0) > 0);
  if (axis === undefined || !isBeyond) return [];
  return [wrongRank(1, `places no larger than ${printShape(x)} beside the axis ${axis}`, index)];
}
